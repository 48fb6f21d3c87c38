package io.apoptosis.core.coupling;

import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a user keeps from being pruned: {@code LAYER} or {@code LAYER:out} for what a layer gives, {@code LAYER:in} for what it reads.
 * In the layer's name {@code *} stands for any characters and {@code ?} for one.
 */
public final class Skip {
    private static final String OUT = ":out";
    private static final String IN = ":in";

    private final Pattern layers;
    private final boolean input;

    private Skip(Pattern layers, boolean input) {
        this.layers = layers;
        this.input = input;
    }

    /** A layer whose name ends like a side, or contains a wildcard, is meant by its whole name first. */
    public static Skip of(String text, Graph graph) {
        if (graph.nodes().stream().anyMatch(node -> node.name().equals(text))) {
            return new Skip(Pattern.compile(Pattern.quote(text)), false);
        }
        String layers = text.endsWith(OUT)
                ? text.substring(0, text.length() - OUT.length())
                : text.endsWith(IN) ? text.substring(0, text.length() - IN.length()) : text;
        return new Skip(glob(layers), text.endsWith(IN));
    }

    private static Pattern glob(String text) {
        StringBuilder regex = new StringBuilder();
        for (char c : text.toCharArray()) {
            regex.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString());
    }

    /** Names of the values whose axes stay as they are; empty where no layer is meant. */
    public List<String> values(Graph graph) {
        List<String> values = new ArrayList<>();
        for (Node node : graph.nodes()) {
            if (layers.matcher(node.name()).matches()) {
                values.addAll(input ? node.inputs() : List.of(node.name()));
            }
        }
        return values;
    }
}
