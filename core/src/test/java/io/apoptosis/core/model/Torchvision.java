package io.apoptosis.core.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.io.Logits;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Law of an architecture that takes torchvision's checkpoints: tools/fixtures/torchvision_golden.py says what and how. */
final class Torchvision {
    private final String name;
    private final Architecture architecture;
    private final JsonNode golden;

    private Torchvision(String name) {
        this.name = name;
        this.architecture = Architectures.named(name, 10);
        try {
            this.golden = new ObjectMapper()
                    .readTree(Path.of("src/test/resources/torchvision.json").toFile())
                    .path(name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Torchvision network(String name) {
        return new Torchvision(name);
    }

    /** Every tensor has the name and the shape that it has in torchvision. */
    Torchvision hasItsTensors() {
        String lines = architecture.parameterShapes().entrySet().stream()
                .map(it -> it.getKey() + " " + it.getValue())
                .sorted()
                .collect(Collectors.joining("\n"));
        assertThat(sha256(lines))
                .as("tensors of " + name + ":\n" + lines)
                .isEqualTo(golden.path("tensors").asText());
        return this;
    }

    /** @param gigaMacs of one image through the network for 1,000 classes, as torchvision's documentation has them */
    Torchvision costs(double gigaMacs) {
        assertThat(parameters(architecture)).isEqualTo(golden.path("parameters").asLong());
        Architecture full = Architectures.named(name, 1000);
        ShapeInference shapes = ShapeInference.of(full.graph(), full.parameterShapes());
        double macs = full.graph().nodes().stream()
                .mapToDouble(node -> node.operator().macs(shapes.operands(node)))
                .sum();
        assertThat(macs / 1e9).isCloseTo(gigaMacs, within(0.006));
        return this;
    }

    private static long parameters(Architecture architecture) {
        return architecture.graph().trainable().stream()
                .mapToLong(parameter ->
                        architecture.parameterShapes().get(parameter).size())
                .sum();
    }

    /** With the same weights it answers what torchvision's network answers. */
    void computesItsLogits() {
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture.parameterShapes().forEach((parameter, shape) -> weights.put(parameter, weight(parameter, shape)));
        Network network = architecture.load(weights);
        HostTensor image = uniform("image", Shape.of(1, 3, 224, 224), 1, 0);
        double[] expected = new double[golden.path("logits").size()];
        Arrays.setAll(expected, i -> golden.path("logits").get(i).doubleValue());
        double scale = Arrays.stream(expected).map(Math::abs).max().orElseThrow();

        assertThat(Logits.ours(network, image).doubles()).containsExactly(expected, within(1e-4 * scale));
    }

    private static HostTensor weight(String parameter, Shape shape) {
        if (shape.rank() > 1 && !parameter.contains("token") && !parameter.contains("pos_embedding")) {
            return uniform(parameter, shape, Math.sqrt(6.0 / shape.inner(0)), 0);
        }
        boolean norm = parameter.endsWith("running_var") || (shape.rank() == 1 && parameter.endsWith("weight"));
        return norm ? uniform(parameter, shape, 0.25, 1) : uniform(parameter, shape, 0.1, 0);
    }

    private static HostTensor uniform(String name, Shape shape, double scale, double shift) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            long hash = (i * 2654435761L + name.length()) & 0xffffffffL;
            values[i] = (float) (shift + scale * (hash / 0x1p31 - 1));
        }
        return HostTensor.of(shape, values);
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
