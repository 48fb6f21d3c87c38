package io.apoptosis.pipeline.compare;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a trial came to.
 *
 * @param runId the run that says so
 * @param accuracy in 0..1, on the test images
 * @param sparsity share of the single weights that are gone; null where whole channels are pruned
 * @param kept output channels left per layer, in the network's order
 * @param sparsityPerLayer of single weights, right after pruning; empty where whole channels are pruned
 */
public record Outcome(
        Trial trial,
        String runId,
        double accuracy,
        long macs,
        long parameters,
        @Nullable Double sparsity,
        Map<String, Integer> kept,
        Map<String, Double> sparsityPerLayer) {
    public Outcome {
        kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
        sparsityPerLayer = Collections.unmodifiableMap(new LinkedHashMap<>(sparsityPerLayer));
    }

    /** Of whole channels. */
    public Outcome(Trial trial, String runId, double accuracy, long macs, long parameters, Map<String, Integer> kept) {
        this(trial, runId, accuracy, macs, parameters, null, kept, Map.of());
    }
}
