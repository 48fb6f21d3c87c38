package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** Collects what a criterion says about whole rows (output channels) or columns (input channels) of layers. */
final class LayerScores {
    private final SortedSet<AxisRef> coupled;
    private final SortedMap<AxisRef, double[]> values = new TreeMap<>();

    LayerScores(Network network) {
        this.coupled = AxisScores.axes(network);
    }

    LayerScores rows(Layer layer, double[] scores) {
        return put(AxisRef.parameter(layer.weight(), 0), scores);
    }

    LayerScores columns(Layer layer, double[] scores) {
        return put(AxisRef.parameter(layer.weight(), 1), scores);
    }

    private LayerScores put(AxisRef axis, double[] scores) {
        if (coupled.contains(axis)) {
            values.put(axis, scores);
        }
        return this;
    }

    AxisScores done() {
        return new AxisScores(values);
    }
}
