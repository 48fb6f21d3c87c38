package io.apoptosis.core.graph;

import io.apoptosis.core.op.Operator;
import java.util.List;
import java.util.Map;

/**
 * One operator application. A node has one output, known by the node's name.
 *
 * @param name unique in the graph, for example {@code layer1.0.conv1}
 * @param inputs names of nodes, or of the graph's input
 * @param parameters role (as the operator calls it: {@code weight}, {@code bias}, {@code running_mean} …) to the checkpoint's own name
 */
public record Node(String name, Operator operator, List<String> inputs, Map<String, String> parameters) {
    public Node {
        inputs = List.copyOf(inputs);
        parameters = Map.copyOf(parameters);
    }
}
