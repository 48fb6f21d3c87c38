package io.apoptosis.core.graph;

import io.apoptosis.core.tensor.Shape;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * An immutable feed-forward network: nodes in topological order, one input, one output.
 *
 * @param input name of the graph's input value
 * @param inputShape shape of one sample, without the batch axis, for example {@code 3x32x32}
 * @param output name of the node that gives the logits (N, classes)
 */
public record Graph(String input, Shape inputShape, List<Node> nodes, String output) {
    public Graph {
        nodes = List.copyOf(nodes);
        Map<String, Node> seen = new LinkedHashMap<>();
        for (Node node : nodes) {
            for (String source : node.inputs()) {
                if (!source.equals(input) && !seen.containsKey(source)) {
                    throw new IllegalArgumentException(
                            "node " + node.name() + " reads " + source + ", which no earlier node gives");
                }
            }
            if (node.name().equals(input) || seen.put(node.name(), node) != null) {
                throw new IllegalArgumentException("two values are called " + node.name());
            }
        }
        if (!seen.containsKey(output)) {
            throw new IllegalArgumentException("no node gives the output " + output);
        }
    }

    /** Other nodes between the same input and the output of the same name. */
    public Graph with(List<Node> others) {
        return new Graph(input, inputShape, others, output);
    }

    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no node called " + name));
    }

    /** How many times each value is read, the network's caller counting as a reader of the output. */
    public Map<String, Integer> readers() {
        Map<String, Integer> readers = new HashMap<>();
        readers.put(output, 1);
        nodes.forEach(node -> node.inputs().forEach(name -> readers.merge(name, 1, Integer::sum)));
        return readers;
    }

    /** Names of the parameters that nodes read, in graph order. */
    public Set<String> parameters() {
        Set<String> names = new LinkedHashSet<>();
        nodes.forEach(node -> names.addAll(new TreeMap<>(node.parameters()).values()));
        return names;
    }

    /** Names of the parameters that gradients are taken of, in graph order. */
    public List<String> trainable() {
        return nodes.stream()
                .flatMap(node -> node.operator().trainable().stream()
                        .filter(node.parameters()::containsKey)
                        .map(role -> String.valueOf(node.parameters().get(role))))
                .distinct()
                .toList();
    }
}
