package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;

/**
 * Kron-OBS (Wang et al., EigenDamage, ICML 2019, section 3.2): 1/2 w_i^T A w_i / [S^-1]_ii, the other filters of the layer making up for the
 * missing one.
 */
public record KroneckerObs() implements KroneckerCriterion {
    @Override
    public boolean countsInputs() {
        return false;
    }

    @Override
    public RowsAndColumns cost(DMatrixRMaj weight, KroneckerFactors factors) {
        double[] costs = KroneckerObd.energies(weight, factors);
        double[] inverse = DampedInverse.diagonal(factors.gradients());
        for (int i = 0; i < costs.length; i++) {
            costs[i] /= 2 * inverse[i];
        }
        return RowsAndColumns.rowsOnly(costs, weight.getNumCols());
    }
}
