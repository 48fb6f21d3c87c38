package io.apoptosis.cli.local;

import io.apoptosis.core.io.SafeTensors;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** A specification that can be run, with its files: ResNet-20 with random weights and four random images. */
public final class TinyRun {
    private static final int IMAGES = 4;

    private TinyRun() {}

    /** Writes {@code w.safetensors}, {@code images.safetensors} and {@code tiny.yaml} and returns the last. */
    public static Path in(Path folder) throws IOException {
        Random random = new Random(5);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        Architectures.named("resnet20", 10)
                .parameterShapes()
                .forEach((name, shape) -> weights.put(name, positive(shape, random)));
        Files.write(folder.resolve("w.safetensors"), SafeTensors.write(weights, Map.of()));
        HostTensor input = positive(Shape.of(IMAGES, 3, 32, 32), random);
        HostTensor labels = HostTensor.of(Shape.of(IMAGES), new long[] {1, 2, 3, 4});
        Files.write(
                folder.resolve("images.safetensors"),
                SafeTensors.write(Map.of("input", input, "labels", labels), Map.of()));
        return Files.writeString(folder.resolve("tiny.yaml"), """
                model: { architecture: resnet20, classes: 10, weights: w.safetensors }
                data: { train: { tensors: images.safetensors }, test: { tensors: images.safetensors } }
                importance: { batches: 2, batchSize: 2, shards: 1 }
                prune: { target: { macs: 0.6 } }
                """);
    }

    /** Small and away from zero, so that 20 layers neither vanish nor overflow. */
    private static HostTensor positive(Shape shape, Random random) {
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = 0.01f + 0.02f * random.nextFloat();
        }
        return HostTensor.of(shape, values);
    }
}
