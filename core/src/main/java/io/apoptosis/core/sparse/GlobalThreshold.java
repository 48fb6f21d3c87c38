package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** One threshold for all tensors: as many weights as the sparsity says go, those with the least score. */
public final class GlobalThreshold {
    private GlobalThreshold() {}

    /**
     * Of equal scores the first in the graph's order go first. What an earlier stage has removed (a weight of zero) goes before anything else.
     *
     * @param sparsity share of the weights that are gone afterwards
     */
    public static Masks masks(Network network, WeightScores scores, double sparsity) {
        Map<String, double[]> ranked = new LinkedHashMap<>();
        scores.values().forEach((name, values) -> ranked.put(name, goneFirst(network.weight(name), values)));
        double[] all = ranked.values().stream()
                .flatMapToDouble(Arrays::stream)
                .sorted()
                .toArray();
        int gone = (int) Math.round(sparsity * all.length);
        if (gone == 0) {
            return masks(network, ranked, Double.NEGATIVE_INFINITY, 0);
        }
        double threshold = all[gone - 1];
        int below = (int) Arrays.stream(all).filter(score -> score < threshold).count();
        return masks(network, ranked, threshold, gone - below);
    }

    private static double[] goneFirst(HostTensor weight, double[] scores) {
        double[] theta = weight.doubles();
        double[] ranked = scores.clone();
        for (int i = 0; i < ranked.length; i++) {
            ranked[i] = theta[i] == 0 ? -1 : ranked[i];
        }
        return ranked;
    }

    /** @param equal how many of those at the threshold go */
    private static Masks masks(Network network, Map<String, double[]> ranked, double threshold, int equal) {
        int equalLeft = equal;
        Map<String, HostTensor> kept = new LinkedHashMap<>();
        for (Map.Entry<String, double[]> entry : ranked.entrySet()) {
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
