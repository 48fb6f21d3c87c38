package io.apoptosis.core.prune;

import io.apoptosis.core.importance.Reduction;
import io.apoptosis.core.importance.ScoreNormalization;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What to cut.
 *
 * @param ratio of the dense network's measure to reach, in (0, 1)
 * @param maxRatioPerGroup how much of any axis of a group may go, counted from the dense network
 * @param roundTo a group keeps a multiple of this many units
 * @param skip nodes whose output channels stay
 * @param latency what {@link Measure#LATENCY} is told by; null for the others
 */
public record Pruning(
        Measure measure,
        double ratio,
        double maxRatioPerGroup,
        int roundTo,
        Set<String> skip,
        Reduction reduction,
        ScoreNormalization normalization,
        @Nullable LatencyModel latency) {
    public Pruning {
        if (!(ratio > 0 && ratio < 1)) {
            throw new IllegalArgumentException("a target lies between 0 and 1, not at " + ratio);
        }
        if (measure == Measure.LATENCY && latency == null) {
            throw new IllegalArgumentException("a latency is told by measured layers");
        }
        skip = Set.copyOf(skip);
    }

    /** To a target that is counted. */
    public Pruning(
            Measure measure,
            double ratio,
            double maxRatioPerGroup,
            int roundTo,
            Set<String> skip,
            Reduction reduction,
            ScoreNormalization normalization) {
        this(measure, ratio, maxRatioPerGroup, roundTo, skip, reduction, normalization, null);
    }
}
