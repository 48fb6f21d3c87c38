package io.apoptosis.core.prune;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.graph.ShapeInference;
import java.util.Collections;
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
        long macs =
                macsByNode(network).values().stream().mapToLong(Long::longValue).sum();
        return new Cost(macs, parameters(network));
    }

    private static long parameters(Network network) {
        return network.graph().trainable().stream()
                .mapToLong(name -> network.weight(name).size())
                .sum();
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
