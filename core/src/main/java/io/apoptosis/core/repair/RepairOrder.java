package io.apoptosis.core.repair;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The graph's nodes in an order in which a shortcut comes before the layer that is added to it, so that the layer can take over the
 * shortcut's error. Of two layers that are each other's shortcut the first goes without.
 */
final class RepairOrder {
    private final Graph graph;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Set<String>> ancestors = new HashMap<>();
    private final Set<String> begun = new HashSet<>();
    private final Set<String> done = new HashSet<>();
    private final List<Node> order = new ArrayList<>();

    private RepairOrder(Graph graph) {
        this.graph = graph;
        for (Node node : graph.nodes()) {
            Set<String> above = new HashSet<>(node.inputs());
            node.inputs().forEach(input -> above.addAll(ancestors.getOrDefault(input, Set.of())));
            ancestors.put(node.name(), above);
            nodes.put(node.name(), node);
        }
    }

    static Graph of(Graph graph) {
        RepairOrder order = new RepairOrder(graph);
        graph.nodes().forEach(order::visit);
        return graph.with(order.order);
    }

    private void visit(Node node) {
        if (!begun.add(node.name())) {
            return;
        }
        node.inputs().forEach(this::visit);
        if (Consumer.is(graph, node)) {
            String shortcut = Consumer.of(graph, node).shortcut();
            if (shortcut != null && isFree(shortcut)) {
                visit(shortcut);
            }
        }
        done.add(node.name());
        order.add(node);
    }

    private void visit(String value) {
        Node node = nodes.get(value);
        if (node != null) {
            visit(node);
        }
    }

    /** Whether nothing that is under way has to be finished first. */
    private boolean isFree(String value) {
        Set<String> underWay = new HashSet<>(begun);
        underWay.removeAll(done);
        return !underWay.contains(value) && Collections.disjoint(ancestors.getOrDefault(value, Set.of()), underWay);
    }
}
