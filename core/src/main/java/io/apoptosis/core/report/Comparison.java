package io.apoptosis.core.report;

import io.apoptosis.core.report.RunReport.Measured;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Ways to prune one network, side by side, as plain data.
 *
 * @param channels output channels of the dense network's layers, in its order
 * @param entries in the order of the tables
 * @param findings what follows from them, a sentence each
 * @param spec the comparison's specification as text
 */
public record Comparison(
        String name,
        Measured dense,
        Map<String, Integer> channels,
        List<Entry> entries,
        List<String> findings,
        String spec) {
    public Comparison {
        channels = Collections.unmodifiableMap(new LinkedHashMap<>(channels));
        entries = List.copyOf(entries);
        findings = List.copyOf(findings);
    }

    /** Whether single weights are pruned. */
    public boolean sparse() {
        return entries.stream().anyMatch(Entry::sparse);
    }

    /**
     * A way to prune: means over its runs.
     *
     * @param target share of the dense network, or the share of single weights to go
     * @param runs how many seeds; 1 also where nothing depends on the seed
     * @param accuracy in 0..1
     * @param deviation sample standard deviation of the accuracy; NaN with a single run
     * @param sparsity share of the single weights that are gone; NaN where whole channels are pruned
     * @param rank 1 is best, among the entries that differ from it in the criterion only
     * @param kept output channels left per layer
     * @param sparsityPerLayer of single weights; empty where whole channels are pruned
     */
    public record Entry(
            String criterion,
            double target,
            String repair,
            String finetune,
            int runs,
            double accuracy,
            double deviation,
            double macs,
            double parameters,
            double sparsity,
            int rank,
            Map<String, Double> kept,
            Map<String, Double> sparsityPerLayer) {
        public Entry {
            kept = Collections.unmodifiableMap(new LinkedHashMap<>(kept));
            sparsityPerLayer = Collections.unmodifiableMap(new LinkedHashMap<>(sparsityPerLayer));
        }

        boolean sparse() {
            return !Double.isNaN(sparsity);
        }

        /**
         * Share of a layer's channels that is left; of its single weights, where those are pruned.
         *
         * @param channels of the dense layer
         */
        double left(String layer, int channels) {
            if (sparse()) {
                return 1 - sparsityPerLayer.getOrDefault(layer, 0.0);
            }
            double left = kept.getOrDefault(layer, (double) channels);
            return channels == 0 ? 1 : Math.max(0, Math.min(1, left / channels));
        }

        /** What it was given beside the criterion, in words. */
        String treatment() {
            return "repair: " + repair + ", fine-tuning: " + finetune;
        }
    }
}
