package io.apoptosis.core.graph;

import io.apoptosis.core.op.Embedding;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Which token ids a network reads, where it reads ids and not numbers. */
public final class Vocabulary {
    private Vocabulary() {}

    /** Whether the graph's input is looked up in a table. Nothing else gives integers, so whatever is looked up anywhere comes from there. */
    public static boolean isReadBy(Graph graph) {
        return graph.nodes().stream().anyMatch(Vocabulary::looksUp);
    }

    /** How many ids there are, counted from 0: the rows of the smallest table. Empty for a network that reads numbers. */
    public static OptionalInt of(Network network) {
        return network.graph().nodes().stream()
                .filter(Vocabulary::looksUp)
                .map(node -> Objects.requireNonNull(node.parameters().get(Embedding.TABLE)))
                .mapToInt(table -> network.weight(table).shape().dim(0))
                .min();
    }

    /**
     * Why the network can't read samples, or nothing.
     *
     * @param ids how many token ids the samples have, 0 where they are numbers
     */
    public static Optional<String> misfit(Network network, int ids) {
        int rows = of(network).orElse(0);
        if ((rows > 0) != (ids > 0)) {
            return Optional.of("the network reads " + kind(rows) + ", the data set holds " + kind(ids));
        }
        return ids > rows
                ? Optional.of("the data set has the token id %d, but the network's table has %d rows (ids 0 to %d)"
                        .formatted(ids - 1, rows, rows - 1))
                : Optional.empty();
    }

    private static String kind(int ids) {
        return ids > 0 ? "token ids (integers)" : "numbers";
    }

    private static boolean looksUp(Node node) {
        return node.operator() instanceof Embedding;
    }
}
