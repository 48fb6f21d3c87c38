package io.apoptosis.core.dual;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Resident;
import io.apoptosis.core.io.Checkpoints;
import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** The networks whose scores independent implementations have computed (../shared/golden), and what these say. */
final class GoldenNetworks {
    private GoldenNetworks() {}

    /** conv 3->4, relu, conv 4->6, relu, global average pool, fc 6->5. */
    static Network cnn() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        Window window = Window.square(3, 1, 1);
        String x = b.relu("r1", b.conv("conv1", b.input(), 3, 4, window, 1, true));
        x = b.relu("r2", b.conv("conv2", x, 4, 6, window, 1, true));
        return tiny(b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), x), 6, 5)), resource("tiny_cnn"));
    }

    /** a = relu(c1 x); b = relu(c3(relu(c2 a)) + a); fc(mean relu(c4 b)). */
    static Network residual() {
        GraphBuilder g = new GraphBuilder(Shape.of(3, 8, 8));
        Window window = Window.square(3, 1, 1);
        String a = g.relu("a", g.conv("c1", g.input(), 3, 4, window, 1, true));
        String inner = g.relu("r2", g.conv("c2", a, 4, 4, window, 1, true));
        String b = g.relu("b", g.add("join", g.conv("c3", inner, 4, 4, window, 1, true), a));
        String last = g.relu("r4", g.conv("c4", b, 4, 4, window, 1, true));
        return tiny(
                g.build(g.linear("fc", g.node("pool", new GlobalAvgPool(), last), 4, 5)), resource("tiny_residual"));
    }

    static Network resnet20() {
        Path weights = Path.of(System.getProperty("apoptosis.root"), "examples/weights/resnet20-cifar10.th");
        return Architectures.named("resnet20", 10).load(Checkpoints.read(weights));
    }

    /** Vectors of a tiny network, which are in the build. */
    static Map<String, HostTensor> resource(String name) {
        try (InputStream in = GoldenNetworks.class.getResourceAsStream("/golden/" + name + ".safetensors")) {
            return SafeTensors.read(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Vectors that are too large for the build. */
    static Map<String, HostTensor> shared(String name) {
        Path golden = Path.of(System.getProperty("apoptosis.shared"), "golden", name + ".safetensors");
        assumeTrue(Files.exists(golden), golden + " is not here: golden vectors skipped");
        return SafeTensors.read(golden);
    }

    /** theta ⊙ v of every parameter that has a score, in float64. */
    static Map<String, double[]> scores(
            Network network, Expansion expansion, Normalization normalization, HostTensor input, int[] labels) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            expansion
                    .vector(network.graph(), normalization)
                    .of(scope, Resident.weights(network, scope), input, labels)
                    .forEach((name, v) -> scores.put(name, product(network.weight(name), v)));
        }
        return scores;
    }

    /** As above, of the batch that is stored beside golden scores. */
    static Map<String, double[]> scores(
            Network network, Expansion expansion, Normalization normalization, Map<String, HostTensor> batch) {
        HostTensor labels = batch.get("labels");
        int[] classes = Arrays.stream(labels.longs()).mapToInt(Math::toIntExact).toArray();
        return scores(network, expansion, normalization, batch.get("input"), classes);
    }

    private static double[] product(HostTensor theta, HostTensor v) {
        double[] result = theta.doubles().clone();
        for (int i = 0; i < result.length; i++) {
            result[i] *= v.doubles()[i];
        }
        return result;
    }

    /** Largest difference relative to the largest value. */
    static double relativeError(double[] actual, double[] expected) {
        double difference = 0;
        double scale = 0;
        for (int i = 0; i < expected.length; i++) {
            difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
            scale = Math.max(scale, Math.abs(expected[i]));
        }
        return scale == 0 ? difference : difference / scale;
    }

    private static Network tiny(Architecture architecture, Map<String, HostTensor> golden) {
        Map<String, HostTensor> parameters = new LinkedHashMap<>();
        golden.forEach((name, tensor) -> {
            if (name.startsWith("param.")) {
                parameters.put(name.substring("param.".length()), tensor);
            }
        });
        return architecture.load(parameters);
    }
}
