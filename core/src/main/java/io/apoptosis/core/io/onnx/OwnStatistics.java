package io.apoptosis.core.io.onnx;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.tensor.HostTensor;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Exporters keep equal tensors once: a norm's running mean may share its initializer with a bias, or with another norm's. Training writes
 * statistics in place, so that each norm gets its own, called after its layer; the shared name stays with what is trained.
 */
final class OwnStatistics {
    private static final List<String> STATISTICS = List.of("running_mean", "running_var");

    private final Set<String> taken;
    private final Map<String, HostTensor> weights;
    /** A norm that is applied twice keeps one set of statistics. */
    private final Map<Map<String, String>, Map<String, String>> renamed = new HashMap<>();

    private OwnStatistics(Network network) {
        taken = new HashSet<>(network.graph().trainable());
        weights = new LinkedHashMap<>(network.weights());
    }

    static Network in(Network network) {
        OwnStatistics own = new OwnStatistics(network);
        Graph graph = network.graph();
        List<Node> nodes = graph.nodes().stream().map(own::of).toList();
        return new Network(graph.with(nodes), own.weights);
    }

    private Node of(Node node) {
        if (!(node.operator() instanceof BatchNorm2d)) {
            return node;
        }
        Map<String, String> parameters =
                renamed.computeIfAbsent(node.parameters(), shared -> apart(node.name(), shared));
        return new Node(node.name(), node.operator(), node.inputs(), parameters);
    }

    private Map<String, String> apart(String layer, Map<String, String> shared) {
        Map<String, String> own = new HashMap<>(shared);
        for (String role : STATISTICS) {
            String name = String.valueOf(shared.get(role));
            if (!taken.add(name)) {
                own.put(role, copied(layer + "." + role, name));
            }
        }
        return own;
    }

    private String copied(String wanted, String from) {
        String name = wanted;
        for (int i = 2; weights.containsKey(name); i++) {
            name = wanted + "_" + i;
        }
        weights.put(name, Objects.requireNonNull(weights.get(from), from));
        taken.add(name);
        return name;
    }
}
