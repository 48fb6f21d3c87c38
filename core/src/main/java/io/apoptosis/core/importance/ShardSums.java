package io.apoptosis.core.importance;

import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a shard ships: whatever float64 tensors a {@link Criterion} sums over the shard's batches, and the number of batches. Those of
 * contiguous shards, added in shard order, are those of the whole.
 */
public record ShardSums(SortedMap<String, HostTensor> sums, int batches) {
    private static final String BATCHES = "batches";

    public ShardSums {
        if (batches < 1) {
            throw new IllegalArgumentException("a shard of scores without its number of batches");
        }
        sums = Collections.unmodifiableSortedMap(new TreeMap<>(sums));
    }

    /** Adds up in the order given, which must be the shards' order for the result to be the same to the bit. */
    public static ShardSums merge(List<ShardSums> shards) {
        SortedMap<String, HostTensor> total = new TreeMap<>();
        int batches = 0;
        for (ShardSums shard : shards) {
            shard.sums.forEach((name, tensor) -> total.merge(name, tensor, ShardSums::add));
            batches += shard.batches;
        }
        return new ShardSums(total, batches);
    }

    private static HostTensor add(HostTensor a, HostTensor b) {
        if (!a.shape().equals(b.shape())) {
            throw new IllegalArgumentException("shards of different networks: sums of " + a + " and " + b);
        }
        double[] total = a.doubles().clone();
        double[] values = b.doubles();
        for (int i = 0; i < total.length; i++) {
            total[i] += values[i];
        }
        return HostTensor.of(a.shape(), total);
    }

    /** Tensors of the shard's object: the sums by name, and {@code batches}. */
    public Map<String, HostTensor> tensors() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        tensors.put(BATCHES, HostTensor.of(Shape.of(), new long[] {batches}));
        tensors.putAll(sums);
        return tensors;
    }

    /** Reads {@link #tensors()} back. */
    public static ShardSums of(Map<String, HostTensor> tensors) {
        SortedMap<String, HostTensor> sums = new TreeMap<>(tensors);
        HostTensor batches = sums.remove(BATCHES);
        return new ShardSums(sums, batches == null ? 0 : (int) batches.longs()[0]);
    }
}
