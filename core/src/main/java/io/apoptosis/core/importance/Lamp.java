package io.apoptosis.core.importance;

import io.apoptosis.core.graph.Network;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Layer-adaptive magnitude (Lee et al., ICLR 2021, eq. 3), a filter in the place of a weight: its squared norm over that of all filters of
 * the layer that are not smaller. Of two equal ones the later counts as larger.
 */
public record Lamp() implements DataFreeCriterion {
    @Override
    public AxisScores scores(Network network, ShardSums total) {
        LayerScores scores = new LayerScores(network);
        for (Layer layer : Layer.of(network)) {
            scores.rows(layer, adapted(layer.theta().map(v -> v * v).sumOverAllBut(0)));
        }
        return scores.done();
    }

    static double[] adapted(double[] squares) {
        int[] largestFirst = IntStream.range(0, squares.length)
                .boxed()
                .sorted(Comparator.<Integer>comparingDouble(i -> squares[i])
                        .thenComparing(Comparator.naturalOrder())
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        double[] scores = new double[squares.length];
        double notSmaller = 0;
        for (int i : largestFirst) {
            notSmaller += squares[i];
            scores[i] = notSmaller == 0 ? 0 : squares[i] / notSmaller;
        }
        return scores;
    }
}
