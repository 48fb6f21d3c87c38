package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.Add;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.Linear;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A layer that can be solved for, and what happens to its output.
 *
 * @param norm the batch norm that alone reads it
 * @param shortcut what is added to its (normalized) output
 */
record Consumer(Node layer, @Nullable Node norm, @Nullable String shortcut) {

    /** A weight that other layers use, too, can't be solved for one of them. */
    static boolean is(Graph graph, Node node) {
        boolean solvable = node.operator() instanceof Conv2d || node.operator() instanceof Linear;
        return solvable
                && graph.nodes().stream()
                        .filter(other -> !other.equals(node))
                        .noneMatch(other -> other.parameters()
                                .containsValue(node.parameters().get("weight")));
    }

    static Consumer of(Graph graph, Node layer) {
        Node reader = onlyReader(graph, layer.name());
        Node norm = reader != null && reader.operator() instanceof BatchNorm2d ? reader : null;
        String last = norm == null ? layer.name() : norm.name();
        Node join = norm == null ? reader : onlyReader(graph, last);
        if (join == null || !(join.operator() instanceof Add) || join.inputs().size() != 2) {
            return new Consumer(layer, norm, null);
        }
        List<String> summands = join.inputs();
        return new Consumer(layer, norm, summands.get(summands.get(0).equals(last) ? 1 : 0));
    }

    private static @Nullable Node onlyReader(Graph graph, String value) {
        List<Node> readers = graph.nodes().stream()
                .filter(node -> node.inputs().contains(value))
                .toList();
        return readers.size() == 1 && !graph.output().equals(value) ? readers.get(0) : null;
    }
}
