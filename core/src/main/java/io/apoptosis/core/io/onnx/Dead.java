package io.apoptosis.core.io.onnx;

import io.apoptosis.core.graph.Node;
import java.util.HashSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Set;

/** Nodes that nobody reads: what fed shape arithmetic, unused outputs. */
final class Dead {
    private Dead() {}

    static List<Node> without(List<Node> nodes, String output) {
        Set<String> needed = new HashSet<>(Set.of(output));
        LinkedList<Node> alive = new LinkedList<>();
        for (int i = nodes.size() - 1; i >= 0; i--) {
            Node node = nodes.get(i);
            if (needed.contains(node.name())) {
                needed.addAll(node.inputs());
                alive.addFirst(node);
            }
        }
        return alive;
    }
}
