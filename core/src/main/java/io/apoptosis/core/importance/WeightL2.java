package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** The Euclidean norm of each slice (Li et al., Pruning Filters for Efficient ConvNets, 2017, with the other norm). */
public record WeightL2() implements DataFreeCriterion {
    @Override
    public AxisScores scores(Network network, ShardSums total) {
        SortedMap<AxisRef, double[]> norms = new TreeMap<>();
        for (AxisRef axis : AxisScores.axes(network)) {
            if (network.graph().trainable().contains(axis.name())) {
                double[] squares = network.weight(axis.name()).map(v -> v * v).sumOverAllBut(axis.axis());
                norms.put(axis, Arrays.stream(squares).map(Math::sqrt).toArray());
            }
        }
        return new AxisScores(norms);
    }
}
