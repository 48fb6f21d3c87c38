package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Expansion;

/**
 * Optimal Brain Apoptosis (Sun et al., ICLR 2025, eq. 4) with the perturbation delta theta = theta: theta ⊙ H theta, with or without the
 * first-order term or a term of higher order, exact by dual numbers and jets, or by the paper's Algorithm 1.
 */
public record Oba(Expansion expansion) implements ElementCriterion {
    @Override
    public ElementScores score(Calibration calibration) {
        return GradientScores.accumulate(calibration, expansion);
    }

    @Override
    public ShardSums observe(Calibration calibration) {
        return expansion.hasAxes()
                ? GradientScores.alongAxes(calibration, expansion)
                : ElementCriterion.super.observe(calibration);
    }
}
