package io.apoptosis.core.dual;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.ConvBatchNorm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The same function with every batch norm that alone reads a convolution merged with it: fewer elementwise passes per batch. */
final class Folding {
    private Folding() {}

    static Graph of(Graph graph) {
        Map<String, Integer> readers = graph.readers();
        Map<String, Node> waiting = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            @Nullable
            Node convolution = node.operator() instanceof BatchNorm2d
                    ? waiting.remove(node.inputs().get(0))
                    : null;
            if (convolution != null) {
                nodes.add(merged(convolution, node));
            } else if (node.operator() instanceof Conv2d && feedsOneNorm(graph, node, readers)) {
                waiting.put(node.name(), node);
            } else {
                nodes.add(node);
            }
        }
        return new Graph(graph.input(), graph.inputShape(), nodes, graph.output());
    }

    private static boolean feedsOneNorm(Graph graph, Node convolution, Map<String, Integer> readers) {
        return Integer.valueOf(1).equals(readers.get(convolution.name()))
                && graph.nodes().stream()
                        .anyMatch(node -> node.operator() instanceof BatchNorm2d
                                && node.inputs().contains(convolution.name()));
    }

    private static Node merged(Node convolution, Node norm) {
        Map<String, String> parameters = new HashMap<>(convolution.parameters());
        norm.parameters().forEach((role, name) -> parameters.put(ConvBatchNorm.NORM + role, name));
        ConvBatchNorm operator = new ConvBatchNorm((Conv2d) convolution.operator(), (BatchNorm2d) norm.operator());
        return new Node(norm.name(), operator, convolution.inputs(), parameters);
    }
}
