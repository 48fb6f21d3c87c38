package io.apoptosis.bench;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Seeded stand-ins of the right sizes: dense arithmetic takes the same time whatever the numbers are. */
final class RandomNetwork {
    private static final int CLASSES = 10;

    private RandomNetwork() {}

    /** A CIFAR network, He-initialized. */
    static Network named(String name) {
        Architecture architecture = Architectures.named(name, CLASSES);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture.parameterShapes().forEach((parameter, shape) -> weights.put(parameter, initial(parameter, shape)));
        return architecture.load(weights);
    }

    static HostTensor images(int count) {
        return noise(Shape.of(count, 3, 32, 32), 1, 2);
    }

    static int[] labels(int count) {
        return IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    }

    private static HostTensor initial(String parameter, Shape shape) {
        if (shape.rank() > 1) {
            double fanIn = (double) shape.size() / shape.dim(0);
            return noise(shape, Math.sqrt(2 / fanIn), parameter.hashCode());
        }
        boolean ones = parameter.endsWith(".weight") || parameter.endsWith("running_var");
        return noise(shape, 0, 0).map(zero -> ones ? 1 : 0);
    }

    private static HostTensor noise(Shape shape, double deviation, long seed) {
        Random random = new Random(seed);
        return HostTensor.of(
                shape,
                IntStream.range(0, Math.toIntExact(shape.size()))
                        .mapToDouble(i -> deviation * random.nextGaussian())
                        .toArray());
    }
}
