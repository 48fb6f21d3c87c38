package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Kron-OBD (Wang et al., EigenDamage, ICML 2019, section 3.2): 1/2 S_ii w_i^T A w_i for filter w_i, no filter knowing of the others. */
public record KroneckerObd() implements KroneckerCriterion {
    @Override
    public boolean countsInputs() {
        return false;
    }

    @Override
    public RowsAndColumns cost(DMatrixRMaj weight, KroneckerFactors factors) {
        double[] costs = energies(weight, factors);
        for (int i = 0; i < costs.length; i++) {
            costs[i] *= factors.gradients().get(i, i) / 2;
        }
        return RowsAndColumns.rowsOnly(costs, weight.getNumCols());
    }

    /** w_i^T A w_i. */
    static double[] energies(DMatrixRMaj weight, KroneckerFactors factors) {
        DMatrixRMaj product = new DMatrixRMaj(weight.getNumRows(), weight.getNumCols());
        CommonOps_DDRM.mult(weight, factors.activations(), product);
        CommonOps_DDRM.elementMult(product, weight);
        return CommonOps_DDRM.sumRows(product, null).data;
    }
}
