package io.apoptosis.core.importance;

import io.apoptosis.core.coupling.Group;

/** One score per unit of every group, reduced over members and normalized within the group (algorithm.md, section 2). */
public final class UnitScores {
    private final Reduction reduction;
    private final ScoreNormalization normalization;

    public UnitScores(Reduction reduction, ScoreNormalization normalization) {
        this.reduction = reduction;
        this.normalization = normalization;
    }

    /** @return scores of {@code group}'s units, in their order */
    public double[] of(Group group, Scores scores) {
        return normalization.of(scores.of(group, reduction));
    }
}
