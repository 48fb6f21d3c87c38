package io.apoptosis.core.importance;

import java.util.Random;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** A random 3x4 weight with random factors, and everything about S ⊗ A written out. */
final class FullFisher {
    static final int ROWS = 3;
    static final int WIDTH = 4;

    final DMatrixRMaj weight = RandomMatrices_DDRM.rectangle(ROWS, WIDTH, -1, 1, new Random(11));
    final KroneckerFactors factors =
            new KroneckerFactors(positive(WIDTH, new Random(12)), positive(ROWS, new Random(13)));

    private static DMatrixRMaj positive(int size, Random random) {
        return RandomMatrices_DDRM.symmetricPosDef(size, random);
    }

    /** Row-major over the weight's elements. */
    DMatrixRMaj matrix() {
        return CommonOps_DDRM.kron(factors.gradients(), factors.activations(), null);
    }

    /** The inverse with both factors damped as {@link DampedInverse} does. */
    DMatrixRMaj dampedInverse(boolean dampActivations) {
        DMatrixRMaj s = damped(factors.gradients());
        DMatrixRMaj a = dampActivations ? damped(factors.activations()) : factors.activations();
        DMatrixRMaj full = CommonOps_DDRM.kron(s, a, null);
        CommonOps_DDRM.invert(full);
        return full;
    }

    private static DMatrixRMaj damped(DMatrixRMaj matrix) {
        DMatrixRMaj damped = matrix.copy();
        double share = 1e-3 * CommonOps_DDRM.trace(matrix) / matrix.getNumRows();
        for (int i = 0; i < matrix.getNumRows(); i++) {
            damped.add(i, i, share);
        }
        return damped;
    }

    /** 1/2 w_i^T M w_i, M the block of row i. */
    double halfForm(DMatrixRMaj matrix, int row) {
        double total = 0;
        for (int j = 0; j < WIDTH; j++) {
            for (int k = 0; k < WIDTH; k++) {
                total += weight.get(row, j) * matrix.get(row * WIDTH + j, row * WIDTH + k) * weight.get(row, k) / 2;
            }
        }
        return total;
    }

    static DMatrixRMaj block(DMatrixRMaj matrix, int row) {
        return CommonOps_DDRM.extract(matrix, row * WIDTH, (row + 1) * WIDTH, row * WIDTH, (row + 1) * WIDTH);
    }
}
