package io.apoptosis.core.importance;

import io.apoptosis.core.dual.Expansion;
import io.apoptosis.core.dual.Terms;

/** The first-order Taylor term theta ⊙ grad L (Molchanov et al., 2016). */
public record Taylor() implements ElementCriterion {
    private static final Expansion FIRST = Expansion.of(Terms.FIRST);

    @Override
    public ElementScores score(Calibration calibration) {
        return GradientScores.accumulate(calibration, FIRST);
    }

    @Override
    public ShardSums observe(Calibration calibration) {
        return GradientScores.alongAxes(calibration, FIRST);
    }
}
