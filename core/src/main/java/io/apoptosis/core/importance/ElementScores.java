package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Signed score of every trainable element, summed over batches.
 *
 * @param sums by parameter name, float64, in the parameters' shapes
 */
public record ElementScores(Map<String, HostTensor> sums, int batches) {
    public ElementScores {
        sums = Collections.unmodifiableMap(new LinkedHashMap<>(sums));
    }

    /** For every coupled axis of every parameter, summed over all other axes: what is left to ship. */
    public ShardSums alongCoupledAxes(Network network) {
        SortedMap<String, HostTensor> along = new TreeMap<>();
        for (AxisRef axis : AxisScores.axes(network)) {
            HostTensor elements = sums.get(axis.name());
            if (elements != null) {
                double[] values = elements.sumOverAllBut(axis.axis());
                along.put(axis.toString(), HostTensor.of(Shape.of(values.length), values));
            }
        }
        return new ShardSums(along, batches);
    }
}
