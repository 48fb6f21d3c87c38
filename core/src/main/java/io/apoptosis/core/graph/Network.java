package io.apoptosis.core.graph;

import io.apoptosis.core.tensor.HostTensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A checkpoint in memory: the graph and its weights under the checkpoint's own parameter names, running statistics included.
 */
public record Network(Graph graph, Map<String, HostTensor> weights) {
    public Network {
        weights = Collections.unmodifiableMap(new LinkedHashMap<>(weights));
        for (Node node : graph.nodes()) {
            node.parameters().forEach((role, name) -> {
                if (!weights.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "node " + node.name() + " has no tensor " + name + " for its " + role);
                }
            });
        }
    }

    public HostTensor weight(String name) {
        HostTensor tensor = weights.get(name);
        if (tensor == null) {
            throw new IllegalArgumentException("no weight called " + name);
        }
        return tensor;
    }
}
