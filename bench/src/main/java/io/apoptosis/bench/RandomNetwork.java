package io.apoptosis.bench;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.InitialWeights;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Random;
import java.util.stream.IntStream;

/** Seeded stand-ins of the right sizes: dense arithmetic takes the same time whatever the numbers are. */
final class RandomNetwork {
    private static final int CLASSES = 10;

    private RandomNetwork() {}

    /** One of the built-in networks, He-initialized, ten classes. */
    static Network named(String name) {
        return InitialWeights.of(Architectures.named(name, CLASSES), 1);
    }

    static HostTensor images(int count) {
        return images(count, Shape.of(3, 32, 32));
    }

    /** @param image of one, without the batch */
    static HostTensor images(int count, Shape image) {
        return noise(Shape.of(count, image.dim(0), image.dim(1), image.dim(2)), 1, 2);
    }

    static int[] labels(int count) {
        return IntStream.range(0, count).map(i -> i % CLASSES).toArray();
    }

    static HostTensor noise(Shape shape, double deviation, long seed) {
        Random random = new Random(seed);
        return HostTensor.of(
                shape,
                IntStream.range(0, Math.toIntExact(shape.size()))
                        .mapToDouble(i -> deviation * random.nextGaussian())
                        .toArray());
    }
}
