package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One score per unit of every group: the absolute score of each member, reduced over members, normalized within the group (algorithm.md,
 * section 2).
 */
public final class UnitScores {
    private final Reduction reduction;
    private final ScoreNormalization normalization;

    public UnitScores(Reduction reduction, ScoreNormalization normalization) {
        this.reduction = reduction;
        this.normalization = normalization;
    }

    /** @return scores of {@code group}'s units, in their order */
    public double[] of(Group group, AxisScores scores) {
        double[] reduced = group.units().stream()
                .mapToDouble(unit -> reduction.of(members(unit, scores)))
                .toArray();
        return normalization.of(reduced);
    }

    /** A run of indices that leave one axis together (flattened channels, heads) is one member. */
    private static double[] members(Unit unit, AxisScores scores) {
        List<Double> members = new ArrayList<>();
        unit.parameters().forEach((axis, indices) -> {
            double[] along = scores.values().get(axis);
            if (along != null) {
                double signed =
                        Arrays.stream(indices).mapToDouble(i -> along[i]).sum();
                members.add(Math.abs(signed));
            }
        });
        return members.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
