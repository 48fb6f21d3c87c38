package io.apoptosis.core.io;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What a state dict calls a network's parameters, and which nodes a layer of {@code torch.nn} can stand for. Names are the checkpoint's own, but
 * for a part called {@code training}, which every PyTorch module has for itself: it becomes {@code training_}.
 */
final class TorchNames {
    /** The character after the dot: names that begin with {@code PATH.} sort between the two. */
    private static final String BEHIND_DOT = "/";

    private static final String RESERVED = "training";

    private final Map<String, String> keys = new HashMap<>();
    private final TreeSet<String> names = new TreeSet<>();
    private final Set<String> trainable;
    private final Map<String, Integer> readers = new HashMap<>();

    TorchNames(Graph graph) {
        Set<String> given = graph.parameters();
        given.forEach(name -> keys.put(name, given(name, given)));
        names.addAll(keys.values());
        this.trainable = new HashSet<>(graph.trainable());
        graph.nodes().forEach(node -> node.parameters().values().forEach(name -> readers.merge(name, 1, Integer::sum)));
    }

    private static String given(String name, Set<String> taken) {
        String key = Arrays.stream(name.split("\\.", -1))
                .map(part -> part.equals(RESERVED) ? part + "_" : part)
                .collect(Collectors.joining("."));
        while (!key.equals(name) && taken.contains(key)) {
            key += "_";
        }
        return key;
    }

    /** The parameter's key in the state dict. */
    String key(String parameter) {
        return keys.getOrDefault(parameter, parameter);
    }

    boolean isTrainable(String parameter) {
        return trainable.contains(parameter);
    }

    /** PATH, where the node's parameters are {@code PATH.ROLE}, no other node reads them, and PATH holds nothing else. */
    Optional<String> layer(Node node) {
        return node.parameters().entrySet().stream()
                .findAny()
                .flatMap(any -> prefix(key(any.getValue()), any.getKey()))
                .filter(path -> isLayer(path, node));
    }

    private static Optional<String> prefix(String name, String role) {
        String end = "." + role;
        return name.endsWith(end) ? Optional.of(name.substring(0, name.length() - end.length())) : Optional.empty();
    }

    private boolean isLayer(String path, Node node) {
        boolean alone = node.parameters().entrySet().stream()
                .allMatch(parameter -> key(parameter.getValue()).equals(path + "." + parameter.getKey())
                        && Integer.valueOf(1).equals(readers.get(parameter.getValue())));
        int inside = names.subSet(path + ".", path + BEHIND_DOT).size();
        return alone && inside == node.parameters().size() && !names.contains(path);
    }
}
