package io.apoptosis.core.prune;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** A^-1 written out: 8 M^2 bytes for M gates, M^2 operations for each that goes. */
final class FullSurgeon implements Surgeon {
    private final double[] gates;
    private final double[][] inverse;

    /**
     * @param gradient g; zeros where the function and not the loss is to stay
     * @param curvature H (gates x gates), row by row
     * @param ridge as a share of H's mean diagonal
     */
    FullSurgeon(double[] gradient, double[] curvature, double ridge) {
        int size = gradient.length;
        this.inverse = inverse(curvature, size, ridge);
        this.gates = new double[size];
        Arrays.fill(gates, 1);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                gates[i] -= inverse[i][j] * gradient[j];
            }
        }
    }

    private static double[][] inverse(double[] curvature, int size, double ridge) {
        DMatrixRMaj regular = regular(curvature, size, ridge);
        DMatrixRMaj inverse = new DMatrixRMaj(size, size);
        if (!CommonOps_DDRM.invertSPD(regular, inverse)) {
            throw new IllegalArgumentException("the curvature of the gates with a ridge of " + ridge
                    + " of its mean diagonal is not positive definite; raise the ridge, or use more images");
        }
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++) {
            rows[i] = Arrays.copyOfRange(inverse.data, i * size, (i + 1) * size);
        }
        return rows;
    }

    /** A = H + ridge I, made symmetric. */
    static DMatrixRMaj regular(double[] curvature, int size, double ridge) {
        double trace = 0;
        for (int i = 0; i < size; i++) {
            trace += curvature[i * size + i];
        }
        DMatrixRMaj regular = new DMatrixRMaj(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                regular.set(i, j, 0.5 * (curvature[i * size + j] + curvature[j * size + i]));
            }
            regular.add(i, i, ridge * trace / size);
        }
        return regular;
    }

    @Override
    public double cost(int c) {
        return 0.5 * gates[c] * gates[c] / inverse[c][c];
    }

    @Override
    public void remove(int c) {
        double[] row = inverse[c].clone();
        double pivot = row[c];
        double share = gates[c] / pivot;
        for (int i = 0; i < gates.length; i++) {
            double factor = row[i] / pivot;
            gates[i] -= row[i] * share;
            if (row[i] != 0) {
                double[] target = inverse[i];
                for (int j = 0; j < target.length; j++) {
                    target[j] -= factor * row[j];
                }
            }
        }
        gates[c] = 0;
        Arrays.fill(inverse[c], 0);
        for (double[] other : inverse) {
            other[c] = 0;
        }
    }

    @Override
    public double[] gates() {
        return gates.clone();
    }

    /** (A^-1) of the gates that are left, zeros in place of the others. */
    double[][] inverse() {
        return inverse;
    }
}
