package io.apoptosis.core.train;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** A network's parameters in the engine's memory, for as long as the scope lives. */
final class Resident {
    private Resident() {}

    /** Every floating tensor of the network, running statistics included. */
    static Map<String, Tensor> weights(Network network, Scope scope) {
        Map<String, Tensor> resident = new LinkedHashMap<>();
        floating(network).forEach((name, tensor) -> resident.put(name, scope.of(tensor)));
        return resident;
    }

    static Map<String, HostTensor> floating(Network network) {
        Map<String, HostTensor> floating = new LinkedHashMap<>(network.weights());
        floating.values().removeIf(tensor -> !tensor.dtype().isFloating());
        return floating;
    }

    /** Names of the parameters that a gradient is taken of, in graph order, each once. */
    static Set<String> trainable(Graph graph) {
        Set<String> names = new LinkedHashSet<>();
        for (Node node : graph.nodes()) {
            for (String role : node.operator().trainable()) {
                String name = node.parameters().get(role);
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
