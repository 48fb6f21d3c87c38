package io.apoptosis.core.prune;

import io.apoptosis.core.importance.GateCurvature.Rows;
import io.apoptosis.core.importance.GateCurvature.Rows.Row;
import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.mult.VectorVectorMult_DDRM;

/**
 * A^-1 by its rows R (K x M), H = R^T R / n, and the identity of Woodbury: with l the ridge's share of the mean diagonal,
 *
 * <pre>A^-1 = (I - R^T P R) / l, P = (n l I + R R^T)^-1 (K x K).</pre>
 *
 * Taking c out, r = R_c, moves the others' part of A^-1 by a rank-one term in P: P += (P r)(P r)^T / (1 - r . P r). No M x M matrix is ever
 * formed: beside the rows, 4 K M bytes, three times 8 K^2 bytes and what a dozen vectors of M take. A removal costs K^2 + K M operations.
 */
final class FactorSurgeon implements Surgeon {
    /** So many columns of P R at once. */
    private static final int BLOCK = 256;

    private final List<Row> rows;
    private final double ridge;
    private final DMatrixRMaj p;
    private final double[] gates;
    /** l (A^-1)_cc of those that are left, 0 of the others. */
    private final double[] diagonal;

    FactorSurgeon(double[] gradient, Rows curvature, double share) {
        this.rows = curvature.rows();
        int size = gradient.length;
        this.ridge = share * Arrays.stream(curvature.diagonal()).sum() / size;
        this.gates = new double[size];
        this.p = inverse(curvature.images());
        this.diagonal = diagonal(size);
        double[] back = fromRows(times(toRows(gradient)));
        for (int c = 0; c < size; c++) {
            gates[c] = 1 - (gradient[c] - back[c]) / ridge;
        }
    }

    private DMatrixRMaj inverse(double images) {
        int k = rows.size();
        DMatrixRMaj small = new DMatrixRMaj(k, k);
        for (int i = 0; i < k; i++) {
            for (int j = 0; j <= i; j++) {
                double product = dot(rows.get(i), rows.get(j), gates.length);
                small.set(i, j, product);
                small.set(j, i, product);
            }
            small.add(i, i, images * ridge);
        }
        DMatrixRMaj inverse = new DMatrixRMaj(k, k);
        if (!(ridge > 0) || !CommonOps_DDRM.invertSPD(small, inverse)) {
            throw new IllegalArgumentException("the curvature of the gates with a ridge of " + ridge
                    + " is not positive definite; raise the ridge, or use more images");
        }
        return inverse;
    }

    private static double dot(Row a, Row b, int size) {
        double sum = 0;
        for (int c = 0; c < size; c++) {
            sum += a.at(c) * b.at(c);
        }
        return sum;
    }

    /** 1 - r_c . P r_c, a block of columns after the other. */
    private double[] diagonal(int size) {
        int k = rows.size();
        double[] result = new double[size];
        for (int from = 0; from < size; from += BLOCK) {
            int width = Math.min(BLOCK, size - from);
            DMatrixRMaj block = new DMatrixRMaj(k, width);
            for (int i = 0; i < k; i++) {
                for (int c = 0; c < width; c++) {
                    block.set(i, c, rows.get(i).at(from + c));
                }
            }
            DMatrixRMaj product = new DMatrixRMaj(k, width);
            CommonOps_DDRM.mult(p, block, product);
            for (int c = 0; c < width; c++) {
                double sum = 0;
                for (int i = 0; i < k; i++) {
                    sum += block.get(i, c) * product.get(i, c);
                }
                result[from + c] = 1 - sum;
            }
        }
        return result;
    }

    /** R v. */
    private double[] toRows(double[] vector) {
        return rows.stream()
                .mapToDouble(row -> {
                    double sum = 0;
                    for (int c = 0; c < vector.length; c++) {
                        sum += row.at(c) * vector[c];
                    }
                    return sum;
                })
                .toArray();
    }

    /** P v. */
    private double[] times(double[] vector) {
        DMatrixRMaj product = new DMatrixRMaj(vector.length, 1);
        CommonOps_DDRM.mult(p, vector(vector), product);
        return product.data;
    }

    private static DMatrixRMaj vector(double[] values) {
        return new DMatrixRMaj(values.length, 1, true, values);
    }

    /** R^T v. */
    private double[] fromRows(double[] vector) {
        double[] result = new double[gates.length];
        for (int i = 0; i < vector.length; i++) {
            Row row = rows.get(i);
            double factor = vector[i];
            for (int c = 0; c < gates.length; c++) {
                result[c] += factor * row.at(c);
            }
        }
        return result;
    }

    @Override
    public double cost(int c) {
        return 0.5 * ridge * gates[c] * gates[c] / diagonal[c];
    }

    @Override
    public void remove(int c) {
        double[] r = rows.stream().mapToDouble(row -> row.at(c)).toArray();
        double[] moved = times(r);
        double[] row = fromRows(moved);
        double pivot = diagonal[c];
        double share = gates[c] / pivot;
        for (int i = 0; i < gates.length; i++) {
            if (diagonal[i] != 0) {
                gates[i] += row[i] * share;
                diagonal[i] -= row[i] * row[i] / pivot;
            }
        }
        gates[c] = 0;
        diagonal[c] = 0;
        VectorVectorMult_DDRM.rank1Update(1 / pivot, p, vector(moved), vector(moved));
    }

    @Override
    public double[] gates() {
        return gates.clone();
    }
}
