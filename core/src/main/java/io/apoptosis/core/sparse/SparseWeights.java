package io.apoptosis.core.sparse;

import io.apoptosis.core.coupling.Skip;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.LinearMap;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an unstructured pruning is about: the weights of convolutions and linear layers. Biases, norms, embeddings and bare parameters stay.
 *
 * @param layers name of the layer by name of its weight, in the network's order; a weight that several layers use counts once
 */
public record SparseWeights(Map<String, String> layers) {
    public SparseWeights {
        layers = Collections.unmodifiableMap(new LinkedHashMap<>(layers));
    }

    public static SparseWeights of(Network network) {
        Map<String, String> layers = new LinkedHashMap<>();
        for (Node node : network.graph().nodes()) {
            String weight = node.parameters().get("weight");
            if (node.operator() instanceof LinearMap && weight != null) {
                layers.putIfAbsent(weight, node.name());
            }
        }
        return new SparseWeights(layers);
    }

    /** Those but the weights of layers that are to stay as they are, named as {@link Skip} does. */
    public SparseWeights without(Collection<String> skip, Network network) {
        Map<String, String> left = new LinkedHashMap<>(layers);
        skip.forEach(
                text -> left.values().removeAll(Skip.of(text, network.graph()).values(network.graph())));
        return new SparseWeights(left);
    }

    /** How many there are. */
    public int count(Network network) {
        return layers.keySet().stream()
                .mapToInt(name -> network.weight(name).size())
                .sum();
    }

    /** Share of the weights that are zero. */
    public double sparsity(Network network) {
        long zeros = layers.keySet().stream()
                .mapToLong(name -> zeros(network.weight(name)))
                .sum();
        return (double) zeros / count(network);
    }

    /** The same of each layer, by its name. */
    public Map<String, Double> sparsityPerLayer(Network network) {
        Map<String, Double> sparsities = new LinkedHashMap<>();
        layers.forEach((name, layer) -> {
            HostTensor weight = network.weight(name);
            sparsities.put(layer, (double) zeros(weight) / weight.size());
        });
        return sparsities;
    }

    private static long zeros(HostTensor weight) {
        return Arrays.stream(weight.doubles()).filter(w -> w == 0).count();
    }
}
