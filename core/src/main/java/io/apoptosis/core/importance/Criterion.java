package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import java.util.List;

/**
 * Says how much each unit matters, in two halves: statistics that add up over batches, which any number of scorers gather, and a pure
 * function of their total. One class per criterion, listed in {@link Criteria}, each with a law test of its own.
 */
public interface Criterion {
    List<String> NAMES = List.copyOf(Criteria.BY_NAME.keySet());

    /** Statistics over the calibration's batches, summed, so that those of two ranges add up to those of both. */
    ShardSums observe(Calibration calibration);

    /**
     * Scores from the statistics of all batches.
     *
     * @param network the one that was observed
     * @param total merged over all shards
     */
    Scores scores(Network network, ShardSums total);

    /** @throws IllegalArgumentException for a name that is not in {@link #NAMES} */
    static Criterion named(String name, CriterionOptions options) {
        return Criteria.named(name, options);
    }
}
