package io.apoptosis.core.graph;

import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.ConvBatchNorm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The same function under running statistics, with every batch norm that alone reads a convolution merged with it: fewer elementwise passes
 * per batch. Parameters keep their names.
 */
public final class Folding {
    private Folding() {}

    public static Graph of(Graph graph) {
        Map<String, Node> onlyReader = onlyReaders(graph);
        Map<String, Node> waiting = new HashMap<>();
        List<Node> nodes = new ArrayList<>();
        for (Node node : graph.nodes()) {
            @Nullable
            Node convolution = node.operator() instanceof BatchNorm2d
                    ? waiting.remove(node.inputs().get(0))
                    : null;
            if (convolution != null) {
                nodes.add(merged(convolution, node));
            } else if (node.operator() instanceof Conv2d && feedsOneNorm(onlyReader.get(node.name()))) {
                waiting.put(node.name(), node);
            } else {
                nodes.add(node);
            }
        }
        return graph.with(nodes);
    }

    /** Values that one node reads, and nobody else, to that node. */
    private static Map<String, Node> onlyReaders(Graph graph) {
        Map<String, Integer> readers = graph.readers();
        Map<String, Node> only = new HashMap<>();
        for (Node node : graph.nodes()) {
            for (String input : node.inputs()) {
                if (readers.getOrDefault(input, 0) == 1) {
                    only.put(input, node);
                }
            }
        }
        return only;
    }

    private static boolean feedsOneNorm(@Nullable Node reader) {
        return reader != null && reader.operator() instanceof BatchNorm2d;
    }

    private static Node merged(Node convolution, Node norm) {
        Map<String, String> parameters = new HashMap<>(convolution.parameters());
        norm.parameters().forEach((role, name) -> parameters.put(ConvBatchNorm.NORM + role, name));
        ConvBatchNorm operator = new ConvBatchNorm((Conv2d) convolution.operator(), (BatchNorm2d) norm.operator());
        return new Node(norm.name(), operator, convolution.inputs(), parameters);
    }
}
