package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.Group;
import org.jspecify.annotations.Nullable;

/**
 * The quadratic model in the gates: removing the set S changes the loss by about -g . 1_S + 1/2 1_S^T H 1_S (algorithm.md, section 4).
 *
 * @param gradient g, by gate; zeros where it is the function and not the loss that is to stay
 * @param curvature H, the Gauss-Newton matrix
 * @param surgery how a set is chosen; null where each unit is ranked by what its own removal costs
 */
public record GateModel(
        Gates gates,
        double[] gradient,
        GateCurvature curvature,
        @Nullable Surgery surgery) implements Scores {
    /**
     * Optimal brain surgeon in gate space (algorithm.md, section 4.2).
     *
     * @param ridge share of the curvature's mean diagonal that is added to it
     * @param per what a unit's cost is divided by
     */
    public record Surgery(double ridge, Saving per) {}

    /** -g_c + 1/2 H_cc: each unit removed alone. */
    @Override
    public double[] of(Group group, Reduction reduction) {
        double[] diagonal = curvature.diagonal();
        return group.units().stream()
                .mapToInt(gates::of)
                .mapToDouble(c -> -gradient[c] + 0.5 * diagonal[c])
                .toArray();
    }
}
