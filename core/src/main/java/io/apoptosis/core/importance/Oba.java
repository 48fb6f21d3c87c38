package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Terms;

/**
 * Optimal Brain Apoptosis (Sun et al., ICLR 2025, eq. 4) with the perturbation delta theta = theta: theta ⊙ H theta, with or without the
 * first-order term, exact by dual numbers.
 */
public record Oba(Terms terms) implements ElementCriterion {
    @Override
    public ElementScores score(Calibration calibration) {
        return GradientScores.accumulate(calibration, terms);
    }
}
