package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;

/**
 * Distance from the geometric median of a layer's filters (He et al., Filter Pruning via Geometric Median, CVPR 2019, eq. 6): the sum of
 * the Euclidean distances to all others; what is near the others can be replaced by them.
 */
public record Fpgm() implements DataFreeCriterion {
    @Override
    public AxisScores scores(Network network, ShardSums total) {
        LayerScores scores = new LayerScores(network);
        for (Layer layer : Layer.of(network)) {
            scores.rows(layer, distances(layer));
        }
        return scores.done();
    }

    private static double[] distances(Layer layer) {
        double[] theta = layer.theta().doubles();
        int width = layer.patch();
        double[] sums = new double[layer.outputs()];
        for (int a = 0; a < sums.length; a++) {
            for (int b = 0; b < a; b++) {
                double squares = 0;
                for (int i = 0; i < width; i++) {
                    double difference = theta[a * width + i] - theta[b * width + i];
                    squares += difference * difference;
                }
                sums[a] += Math.sqrt(squares);
                sums[b] += Math.sqrt(squares);
            }
        }
        return sums;
    }
}
