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
            for (Map.Entry<String, String> parameter : node.parameters().entrySet()) {
                if (!weights.containsKey(parameter.getValue())) {
                    throw new IllegalArgumentException("node " + node.name() + " has no tensor " + parameter.getValue()
                            + " for its " + parameter.getKey());
                }
            }
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
