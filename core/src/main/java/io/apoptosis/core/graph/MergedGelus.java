package io.apoptosis.core.graph;

import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.Gelu;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.op.Operator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same function with every x (1/2 + erf(x / sqrt 2) / 2) as one operator.
 *
 * <pre>
 * x ── Affine ── Erf ── Affine ── Mul        x ── Gelu
 *   └──────────────────────────────┘
 * </pre>
 */
public final class MergedGelus {
    /** What sqrt(1/2) loses as a float32. */
    private static final double ROUNDING = 1e-7;

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<String, Integer> readers;

    private MergedGelus(Graph graph) {
        graph.nodes().forEach(node -> nodes.put(node.name(), node));
        readers = graph.readers();
    }

    public static Graph of(Graph graph) {
        MergedGelus merged = new MergedGelus(graph);
        Map<String, Node> gelus = new HashMap<>();
        Set<String> inside = new HashSet<>();
        for (Node node : graph.nodes()) {
            List<Node> parts = merged.parts(node);
            if (!parts.isEmpty()) {
                String x = parts.get(parts.size() - 1).inputs().get(0);
                gelus.put(node.name(), new Node(node.name(), new Gelu(), List.of(x), Map.of()));
                parts.forEach(part -> inside.add(part.name()));
            }
        }
        return graph.with(graph.nodes().stream()
                .filter(node -> !inside.contains(node.name()))
                .map(node -> gelus.getOrDefault(node.name(), node))
                .toList());
    }

    /** What stands between x and the product that it is multiplied in, last first; empty where that is no GELU. */
    private List<Node> parts(Node product) {
        if (!(product.operator() instanceof Mul) || product.inputs().size() != 2) {
            return List.of();
        }
        List<Node> parts = new ArrayList<>();
        String value = product.inputs().get(1);
        for (int i = 0; i < 3; i++) {
            Node part = nodes.get(value);
            if (part == null || readers.getOrDefault(value, 0) != 1 || !stands(part.operator(), i)) {
                return List.of();
            }
            parts.add(part);
            value = part.inputs().get(0);
        }
        return value.equals(product.inputs().get(0)) ? parts : List.of();
    }

    private static boolean stands(Operator operator, int fromLast) {
        if (fromLast == 1) {
            return operator instanceof Erf;
        }
        return operator instanceof Affine affine
                && (fromLast == 0
                        ? affine.scale() == 0.5 && affine.shift() == 0.5
                        : Math.abs(affine.scale() - Math.sqrt(0.5)) < ROUNDING && affine.shift() == 0);
    }
}
