package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * EigenDamage (Wang et al., ICML 2019, section 4): 1/2 w'^2 s a for each weight w' = Q_S^T W Q_A in the eigenbasis of S ⊗ A, where weights
 * are nearly independent. The paper removes eigendirections and leaves a bottleneck of three layers; here the architecture stays, and a
 * channel answers for each direction by its share of it, the square of its component.
 */
public record EigenDamage() implements KroneckerCriterion {
    @Override
    public boolean countsInputs() {
        return true;
    }

    @Override
    public RowsAndColumns cost(DMatrixRMaj weight, KroneckerFactors factors) {
        Basis outer = Basis.of(factors.gradients());
        Basis inner = Basis.of(factors.activations());
        DMatrixRMaj half = new DMatrixRMaj(weight.getNumRows(), weight.getNumCols());
        CommonOps_DDRM.multTransA(outer.vectors(), weight, half);
        DMatrixRMaj rotated = new DMatrixRMaj(weight.getNumRows(), weight.getNumCols());
        CommonOps_DDRM.mult(half, inner.vectors(), rotated);
        for (int k = 0; k < rotated.getNumRows(); k++) {
            for (int j = 0; j < rotated.getNumCols(); j++) {
                double w = rotated.get(k, j);
                rotated.set(k, j, w * w * outer.values()[k] * inner.values()[j] / 2);
            }
        }
        RowsAndColumns directions = RowsAndColumns.sumsOf(rotated);
        return new RowsAndColumns(outer.shares(directions.rows()), inner.shares(directions.columns()));
    }

    /** Eigenvectors as columns. */
    private record Basis(double[] values, DMatrixRMaj vectors) {
        static Basis of(DMatrixRMaj symmetric) {
            int size = symmetric.getNumRows();
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(size, true, true);
            if (!eigen.decompose(symmetric.copy())) {
                throw new IllegalArgumentException(
                        "a Kronecker factor has no eigenbasis: the network's gradients are not finite");
            }
            double[] values = new double[size];
            DMatrixRMaj vectors = new DMatrixRMaj(size, size);
            for (int k = 0; k < size; k++) {
                values[k] = Math.max(0, eigen.getEigenvalue(k).getReal());
                CommonOps_DDRM.insert(eigen.getEigenVector(k), vectors, 0, k);
            }
            return new Basis(values, vectors);
        }

        double[] shares(double[] ofDirections) {
            double[] shares = new double[values.length];
            for (int i = 0; i < shares.length; i++) {
                for (int k = 0; k < shares.length; k++) {
                    shares[i] += vectors.get(i, k) * vectors.get(i, k) * ofDirections[k];
                }
            }
            return shares;
        }
    }
}
