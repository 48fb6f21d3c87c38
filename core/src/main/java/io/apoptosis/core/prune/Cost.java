package io.apoptosis.core.prune;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import io.apoptosis.core.tensor.Shape;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a network costs.
 *
 * @param macs multiply-accumulates of convolutions and linear layers for one sample
 * @param parameters trainable ones; running statistics do not count
 */
public record Cost(long macs, long parameters) {
    public static Cost of(Network network) {
        Map<String, Shape> shapes = new HashMap<>();
        network.weights().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return of(network.graph(), shapes);
    }

    /** As {@link #of(Network)}, from the parameters' shapes alone. */
    static Cost of(Graph graph, Map<String, Shape> parameterShapes) {
        ShapeInference shapes = ShapeInference.of(graph, parameterShapes);
        long macs = graph.nodes().stream()
                .mapToLong(node -> node.operator().macs(shapes.operands(node)))
                .sum();
        long parameters = graph.trainable().stream()
                .map(parameterShapes::get)
                .mapToLong(Shape::size)
                .sum();
        return new Cost(macs, parameters);
    }

    /** MACs per node, for tables; nodes without any are left out. */
    public static Map<String, Long> macsByNode(Network network) {
        ShapeInference shapes = ShapeInference.of(network);
        Map<String, Long> macs = new LinkedHashMap<>();
        for (Node node : network.graph().nodes()) {
            long cost = node.operator().macs(shapes.operands(node));
            if (cost > 0) {
                macs.put(node.name(), cost);
            }
        }
        return Collections.unmodifiableMap(macs);
    }
}
