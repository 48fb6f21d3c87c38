package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One threshold for all tensors: as many weights as the sparsity says go, those with the least score. */
final class GlobalThreshold {
    private GlobalThreshold() {}

    /**
     * Of equal scores the first in the graph's order go first.
     *
     * @param sparsity share of the weights that are gone afterwards
     */
    static Masks masks(Network network, WeightScores scores, double sparsity) {
        double[] all = scores.values().values().stream()
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        int gone = (int) Math.round(sparsity * all.length);
        if (gone == 0) {
            return masks(network, scores, Double.NEGATIVE_INFINITY, 0);
        }
        double threshold = all[gone - 1];
        if (threshold == Double.POSITIVE_INFINITY) {
            throw new IllegalArgumentException(
                    "a sparsity of %s is out of reach: too many weights may not go".formatted(sparsity));
        }
        int below = (int) Arrays.stream(all).filter(score -> score < threshold).count();
        return masks(network, scores, threshold, gone - below);
    }

    /** @param equal how many of those at the threshold go */
    private static Masks masks(Network network, WeightScores scores, double threshold, int equal) {
        int equalLeft = equal;
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        for (Map.Entry<String, double[]> entry : scores.values().entrySet()) {
            float[] mask = new float[entry.getValue().length];
            for (int i = 0; i < mask.length; i++) {
                double score = entry.getValue()[i];
                boolean tied = score == threshold && equalLeft > 0;
                equalLeft -= tied ? 1 : 0;
                mask[i] = score < threshold || tied ? 0 : 1;
            }
            kept.put(
                    entry.getKey(), HostTensor.of(network.weight(entry.getKey()).shape(), mask));
        }
        return new Masks(kept);
    }
}
