package io.apoptosis.core.importance;

/**
 * Optimal Brain Damage (LeCun et al., 1989): 1/2 theta^2 h with the diagonal h of the empirical Fisher matrix for that of the Hessian, summed
 * over all that goes with a unit.
 */
public record Obd() implements ElementCriterion {
    @Override
    public ElementScores score(Calibration calibration) {
        return FisherDiagonal.saliencies(calibration);
    }
}
