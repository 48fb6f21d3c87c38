package io.apoptosis.core.sparse;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Scores of single weights, each tensor a group and each weight a neuron of it: the normalized |I|, to which |w| / max |w| may be added. The
 * magnitude keeps a part of the network alive that others have cut off and that no gradient reaches any more (Sun et al., ICLR 2025, section
 * 4.3). What an earlier step has removed, a weight of zero, scores -1: it goes before anything else. What may not go is infinite.
 *
 * @param values by parameter name, in the network's order
 */
public record WeightScores(Map<String, double[]> values) {
    private static final double GONE = -1;

    public WeightScores {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** @param importance I by parameter name; zero where it is missing */
    public static WeightScores of(
            Network network,
            Map<String, HostTensor> importance,
            SparseWeights removable,
            ScoreNormalization normalization,
            boolean magnitude) {
        Map<String, double[]> scores = new LinkedHashMap<>();
        for (String name : SparseWeights.of(network).layers().keySet()) {
            double[] theta = network.weight(name).doubles();
            HostTensor own = importance.get(name);
            double[] score = normalization.of(own == null ? new double[theta.length] : absolute(own.doubles()));
            double[] share = ScoreNormalization.MAX.of(absolute(theta));
            boolean stays = !removable.layers().containsKey(name);
            for (int i = 0; i < theta.length; i++) {
                score[i] += magnitude ? share[i] : 0;
                score[i] = theta[i] == 0 ? GONE : stays ? Double.POSITIVE_INFINITY : score[i];
            }
            scores.put(name, score);
        }
        return new WeightScores(scores);
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }
}
