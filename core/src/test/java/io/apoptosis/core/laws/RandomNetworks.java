package io.apoptosis.core.laws;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Vocabulary;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;

/** Seeded weights for any architecture: He-scaled matrices, running statistics away from their defaults, positive variances. */
public final class RandomNetworks {
    private RandomNetworks() {}

    public static Network of(Architecture architecture, long seed) {
        Random random = new Random(seed);
        Map<String, HostTensor> weights = new LinkedHashMap<>();
        architecture.parameterShapes().forEach((name, shape) -> weights.put(name, parameter(name, shape, random)));
        return architecture.load(weights);
    }

    /** What the network reads: numbers, or token ids. */
    public static HostTensor input(Network network, int batch, long seed) {
        int[] sample = network.graph().inputShape().dims();
        Shape shape = Shape.of(
                IntStream.concat(IntStream.of(batch), IntStream.of(sample)).toArray());
        Random random = new Random(seed);
        OptionalInt vocabulary = Vocabulary.of(network);
        return vocabulary.isPresent()
                ? HostTensor.of(
                        shape,
                        random.longs(shape.size(), 0, vocabulary.getAsInt()).toArray())
                : normal(shape, 1, random);
    }

    public static HostTensor normal(Shape shape, double deviation, Random random) {
        double[] values = random.doubles(shape.size())
                .map(u -> random.nextGaussian() * deviation)
                .toArray();
        return HostTensor.of(shape, values);
    }

    private static HostTensor parameter(String name, Shape shape, Random random) {
        if (name.endsWith("running_var")) {
            return normal(shape, 0.3, random).map(v -> 0.5 + Math.abs(v));
        }
        return shape.rank() == 1 ? normal(shape, 0.5, random) : normal(shape, Math.sqrt(2.0 / shape.inner(0)), random);
    }
}
