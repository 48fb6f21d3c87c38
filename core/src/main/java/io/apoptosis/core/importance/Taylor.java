package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Terms;

/** The first-order Taylor term theta ⊙ grad L (Molchanov et al., 2016). */
public record Taylor() implements ElementCriterion {
    @Override
    public ElementScores score(Calibration calibration) {
        return GradientScores.accumulate(calibration, Expansion.of(Terms.FIRST));
    }
}
