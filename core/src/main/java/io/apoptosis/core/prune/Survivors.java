package io.apoptosis.core.prune;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a cut has left of the values inside a network.
 *
 * @param kept for every axis of a value that lost something, the indices before the cut that are still there, ascending
 */
public record Survivors(SortedMap<AxisRef, int[]> kept) {
    public Survivors {
        kept = Collections.unmodifiableSortedMap(new TreeMap<>(kept));
    }

    /** Nothing was cut. */
    public static Survivors all() {
        return new Survivors(new TreeMap<>());
    }

    /** Whether the axis has lost something. */
    public boolean lost(AxisRef axis) {
        return kept.containsKey(axis);
    }

    /** Whether the value has lost something, along whichever axis. */
    public boolean lost(String value) {
        return kept.keySet().stream()
                .anyMatch(axis -> !axis.isParameter() && axis.name().equals(value));
    }

    /** Whether the unit is gone. */
    public boolean lost(Unit unit) {
        return unit.members().entrySet().stream().anyMatch(member -> {
            int[] left = kept.get(member.getKey());
            return left != null && Arrays.binarySearch(left, member.getValue()[0]) < 0;
        });
    }

    /** What is left of a tensor as it was before the cut, along {@code axis} of the value it is of. */
    public HostTensor of(String value, int axis, HostTensor before) {
        int[] indices = kept.get(AxisRef.value(value, axis));
        return indices == null ? before : before.select(axis, indices);
    }

    /** What this cut and then {@code next} have left of the network before both. */
    public Survivors then(Survivors next) {
        SortedMap<AxisRef, int[]> both = new TreeMap<>(kept);
        next.kept.forEach((axis, later) -> both.merge(
                axis,
                later,
                (first, second) -> Arrays.stream(second).map(i -> first[i]).toArray()));
        return new Survivors(both);
    }

    /** For storing: one tensor of indices per axis, named as in {@code layer1.0.conv1:1}. */
    public Map<String, HostTensor> tensors() {
        Map<String, HostTensor> tensors = new LinkedHashMap<>();
        kept.forEach((axis, indices) -> tensors.put(
                axis.toString(),
                HostTensor.of(
                        Shape.of(indices.length),
                        Arrays.stream(indices).asLongStream().toArray())));
        return tensors;
    }

    /** Reads {@link #tensors()} back. */
    public static Survivors of(Map<String, HostTensor> tensors) {
        SortedMap<AxisRef, int[]> kept = new TreeMap<>();
        tensors.forEach((name, indices) -> {
            int colon = name.lastIndexOf(':');
            AxisRef axis = AxisRef.value(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1)));
            kept.put(axis, Arrays.stream(indices.longs()).mapToInt(i -> (int) i).toArray());
        });
        return new Survivors(kept);
    }
}
