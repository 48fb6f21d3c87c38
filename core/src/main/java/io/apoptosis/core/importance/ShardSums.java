package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a shard ships: for every coupled axis of every trainable parameter the signed scores summed over all other axes and over the
 * shard's batches, float64, and the number of batches. Sums of contiguous shards, added in shard order, are the sums of the whole.
 */
public record ShardSums(SortedMap<AxisRef, double[]> sums, int batches) {
    private static final String BATCHES = "batches";

    public ShardSums {
        sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }

    /** Sums element scores onto the axes that are coupled to something. */
    public static ShardSums of(Network network, ElementScores scores) {
        SortedMap<AxisRef, double[]> sums = new TreeMap<>();
        for (Group group : Groups.of(network, Set.of())) {
            for (AxisRef axis : group.axes()) {
                HostTensor elements = scores.sums().get(axis.name());
                if (axis.isParameter() && elements != null) {
                    sums.put(axis, elements.sumOverAllBut(axis.axis()));
                }
            }
        }
        return new ShardSums(sums, scores.batches());
    }

    /** Adds up in the order given, which must be the shards' order for the result to be the same to the bit. */
    public static ShardSums merge(List<ShardSums> shards) {
        SortedMap<AxisRef, double[]> total = new TreeMap<>();
        int batches = 0;
        for (ShardSums shard : shards) {
            shard.sums.forEach(
                    (axis, values) -> addTo(total.computeIfAbsent(axis, a -> new double[values.length]), values));
            batches += shard.batches;
        }
        return new ShardSums(total, batches);
    }

    private static void addTo(double[] total, double[] values) {
        for (int i = 0; i < total.length; i++) {
            total[i] += values[i];
        }
    }

    /** Tensors of the shard's object: one per axis, named as in {@code conv1.weight:0}, and {@code batches}. */
    public Map<String, HostTensor> tensors() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put(BATCHES, HostTensor.of(Shape.of(), new long[] {batches}));
        sums.forEach((axis, values) -> tensors.put(axis.toString(), HostTensor.of(Shape.of(values.length), values)));
        return tensors;
    }

    /** Reads {@link #tensors()} back. */
    public static ShardSums of(Map<String, HostTensor> tensors) {
        SortedMap<AxisRef, double[]> sums = new TreeMap<>();
        int batches = 0;
        for (Map.Entry<String, HostTensor> entry : tensors.entrySet()) {
            int colon = entry.getKey().lastIndexOf(':');
            if (entry.getKey().equals(BATCHES)) {
                batches = (int) entry.getValue().longs()[0];
            } else if (colon > 0) {
                String name = entry.getKey().substring(0, colon);
                int axis = Integer.parseInt(entry.getKey().substring(colon + 1));
                sums.put(AxisRef.parameter(name, axis), entry.getValue().doubles());
            }
        }
        if (batches < 1) {
            throw new IllegalArgumentException("a shard of scores without its number of batches");
        }
        return new ShardSums(sums, batches);
    }
}
