package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which weights of an unstructured pruning stay.
 *
 * @param kept by parameter name, in the parameters' shapes: 1 for a weight that stays, else 0
 */
public record Masks(Map<String, HostTensor> kept) {
    public Masks {
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
    }

    /** Nothing goes. */
    public static Masks none() {
        return new Masks(Map.of());
    }

    /** Whether the parameter has lost something. */
    public boolean cut(String parameter) {
        HostTensor mask = kept.get(parameter);
        return mask != null && sum(mask) < mask.size();
    }

    /** The network with the weights that go at zero. */
    public Network apply(Network network) {
        Map<String, HostTensor> weights = new LinkedHashMap<>(network.weights());
        kept.forEach((name, mask) -> weights.computeIfPresent(name, (n, weight) -> masked(weight, mask)));
        return new Network(network.graph(), weights);
    }

    private static HostTensor masked(HostTensor weight, HostTensor mask) {
        if (!weight.shape().equals(mask.shape())) {
            throw new IllegalArgumentException("a mask " + mask + " for a weight " + weight);
        }
        double[] values = weight.doubles().clone();
        double[] stays = mask.doubles();
        for (int i = 0; i < values.length; i++) {
            values[i] = stays[i] == 0 ? 0 : values[i];
        }
        return HostTensor.of(weight.shape(), values).as(weight.dtype());
    }

    /** Share of the maskable weights that are gone. */
    public double sparsity() {
        long all = kept.values().stream().mapToLong(HostTensor::size).sum();
        double left = kept.values().stream().mapToDouble(Masks::sum).sum();
        return 1 - left / all;
    }

    private static double sum(HostTensor mask) {
        return Arrays.stream(mask.doubles()).sum();
    }
}
