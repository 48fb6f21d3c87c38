package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntPredicate;

/** All weights of convolutions and linear layers in one row, tensor after tensor in the network's order. */
final class FlatWeights {
    private final Network network;
    private final Map<String, HostTensor> weights = new LinkedHashMap<>();

    FlatWeights(Network network) {
        this.network = network;
        SparseWeights.of(network).layers().keySet().forEach(name -> weights.put(name, network.weight(name)));
    }

    Network network() {
        return network;
    }

    Map<String, HostTensor> weights() {
        return weights;
    }

    double[] values() {
        return weights.values().stream()
                .flatMapToDouble(weight -> Arrays.stream(weight.doubles()))
                .toArray();
    }

    /** The row cut into the tensors again. */
    Map<String, double[]> tensors(double[] row) {
        Map<String, double[]> tensors = new LinkedHashMap<>();
        int at = 0;
        for (Map.Entry<String, HostTensor> weight : weights.entrySet()) {
            int size = weight.getValue().size();
            tensors.put(weight.getKey(), Arrays.copyOfRange(row, at, at + size));
            at += size;
        }
        return tensors;
    }

    Network with(double[] row) {
        Map<String, HostTensor> changed = new LinkedHashMap<>(network.weights());
        tensors(row)
                .forEach((name, values) -> changed.computeIfPresent(
                        name,
                        (n, weight) -> HostTensor.of(weight.shape(), values).as(weight.dtype())));
        return new Network(network.graph(), changed);
    }

    IntPredicate kept(Masks masks) {
        double[] kept = weights.keySet().stream()
                .flatMapToDouble(name -> Arrays.stream(
                        Objects.requireNonNull(masks.kept().get(name), name).doubles()))
                .toArray();
        return i -> kept[i] != 0;
    }

    /**
     * Where blocks begin, and the end: no block is larger than {@code size} or spans two tensors.
     *
     * @param size 0 for one block with all weights
     */
    int[] blocks(int size) {
        List<Integer> bounds = new ArrayList<>();
        int end = 0;
        for (HostTensor weight : weights.values()) {
            for (int at = 0; size > 0 && at < weight.size(); at += size) {
                bounds.add(end + at);
            }
            end += weight.size();
        }
        if (size == 0) {
            bounds.add(0);
        }
        bounds.add(end);
        return bounds.stream().mapToInt(Integer::intValue).toArray();
    }
}
