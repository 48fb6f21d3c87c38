package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.coupling.Unit;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.tensor.HostTensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One score for every index of coupled axes of parameters. Signs count where a unit has several indices of one axis; an axis that is
 * not among them has no say.
 */
public record AxisScores(SortedMap<AxisRef, double[]> values) implements Scores {
    public AxisScores {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** The axes of parameters along which something can be pruned. */
    public static SortedSet<AxisRef> axes(Network network) {
        SortedSet<AxisRef> axes = new TreeSet<>();
        for (Group group : Groups.of(network, Set.of())) {
            group.axes().stream().filter(AxisRef::isParameter).forEach(axes::add);
        }
        return axes;
    }

    /** The mean over batches of element scores, summed over everything but the axis. */
    public static AxisScores of(Network network, ElementScores scores) {
        return meanOf(network, scores.alongCoupledAxes(network));
    }

    /** Sums that are named as their axes ({@code conv1.weight:0}), over the number of batches. */
    static AxisScores meanOf(Network network, ShardSums total) {
        SortedMap<AxisRef, double[]> means = new TreeMap<>();
        for (AxisRef axis : axes(network)) {
            HostTensor sum = total.sums().get(axis.toString());
            if (sum != null) {
                means.put(
                        axis,
                        Arrays.stream(sum.doubles())
                                .map(value -> value / total.batches())
                                .toArray());
            }
        }
        return new AxisScores(means);
    }

    /**
     * The absolute score of each member, reduced over members (algorithm.md, section 2).
     *
     * @throws IllegalArgumentException where the criterion says nothing about a unit: no score is not the lowest score
     */
    @Override
    public double[] of(Group group, Reduction reduction) {
        return group.units().stream()
                .mapToDouble(unit -> reduction.of(members(group, unit)))
                .toArray();
    }

    /** A run of indices that leave one axis together (flattened channels, heads) is one member. */
    private double[] members(Group group, Unit unit) {
        List<Double> members = new ArrayList<>();
        unit.parameters().forEach((axis, indices) -> {
            double[] along = values.get(axis);
            if (along != null) {
                double signed =
                        Arrays.stream(indices).mapToDouble(i -> along[i]).sum();
                members.add(Math.abs(signed));
            }
        });
        if (members.isEmpty()) {
            throw new IllegalArgumentException(
                    "the criterion has no score for the channels of " + group.name()
                            + ": it knows none of the layers that make or read them; take another criterion, or skip that layer");
        }
        return members.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
