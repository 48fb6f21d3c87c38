package io.apoptosis.core.importance;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** The diagonal of (M + lambda I)^-1, lambda a thousandth of M's mean diagonal: from few images a factor is singular. */
final class DampedInverse {
    private static final double SHARE = 1e-3;

    private DampedInverse() {}

    /** Infinite where M is zero: what nothing depends on costs nothing. */
    static double[] diagonal(DMatrixRMaj matrix) {
        int size = matrix.getNumRows();
        double[] diagonal = new double[size];
        double mean = CommonOps_DDRM.trace(matrix) / size;
        DMatrixRMaj inverse = new DMatrixRMaj(size, size);
        DMatrixRMaj damped = matrix.copy();
        for (int i = 0; i < size; i++) {
            damped.add(i, i, SHARE * mean);
        }
        boolean solved = mean > 0 && CommonOps_DDRM.invert(damped, inverse);
        for (int i = 0; i < size; i++) {
            diagonal[i] = solved ? inverse.get(i, i) : Double.POSITIVE_INFINITY;
        }
        return diagonal;
    }
}
