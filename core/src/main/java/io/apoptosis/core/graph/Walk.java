package io.apoptosis.core.graph;

import io.apoptosis.core.op.Operands;
import io.apoptosis.core.tensor.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One pass over a graph in topological order that carries a value of type {@code T} along every edge and lets go of it after its last
 * reader.
 */
public interface Walk<T> {
    /** The value the node gives. */
    T visit(Node node, Operands<T> operands);

    /** Called once the last reader of {@code value} has run; never for the input or the output. */
    void release(T value);

    /** Carries {@code input} through the graph and returns the value of the graph's output. */
    default T over(Graph graph, Map<String, Tensor> weights, T input) {
        Map<String, Integer> readersLeft = graph.readers();
        Map<String, T> values = new HashMap<>();
        values.put(graph.input(), input);
        for (Node node : graph.nodes()) {
            List<T> inputs =
                    node.inputs().stream().map(name -> live(values, name)).toList();
            Map<String, Tensor> parameters = new HashMap<>();
            node.parameters().forEach((role, name) -> parameters.put(role, live(weights, name)));
            values.put(node.name(), visit(node, new Operands<>(inputs, parameters)));
            for (String name : node.inputs()) {
                if (readersLeft.merge(name, -1, Integer::sum) == 0 && !name.equals(graph.input())) {
                    release(live(values, name));
                    values.remove(name);
                }
            }
        }
        return live(values, graph.output());
    }

    private static <V> V live(Map<String, V> values, String name) {
        V value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("nothing called " + name + " is alive");
        }
        return value;
    }
}
