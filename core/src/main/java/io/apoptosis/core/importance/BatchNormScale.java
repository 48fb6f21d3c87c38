package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.op.BatchNorm2d;
import java.util.Arrays;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/** |gamma| of the batch norm behind each channel (Liu et al., Network Slimming, ICCV 2017). */
public record BatchNormScale() implements DataFreeCriterion {
    @Override
    public AxisScores scores(Network network, ShardSums total) {
        SortedMap<AxisRef, double[]> scales = new TreeMap<>();
        for (Node node : network.graph().nodes()) {
            if (node.operator() instanceof BatchNorm2d) {
                String gamma = Objects.requireNonNull(node.parameters().get("weight"));
                scales.put(
                        AxisRef.parameter(gamma, 0),
                        Arrays.stream(network.weight(gamma).doubles())
                                .map(Math::abs)
                                .toArray());
            }
        }
        if (scales.isEmpty()) {
            throw new IllegalArgumentException(
                    "criterion bn-scale ranks channels by their batch norm, and this network has none; take weight");
        }
        return new AxisScores(scales);
    }
}
