package io.apoptosis.pruner;

import io.apoptosis.core.report.Histogram;
import java.util.Arrays;
import java.util.Map;

/**
 * scores.json: what the selection was made by.
 *
 * @param threshold score of the last unit removed
 * @param groups normalized score of every unit, by group
 */
record ScoreFile(double threshold, Map<String, double[]> groups) {
    static final String NAME = "scores.json";

    Histogram histogram(int step) {
        return Histogram.of(
                step, groups.values().stream().flatMapToDouble(Arrays::stream).toArray(), threshold);
    }
}
