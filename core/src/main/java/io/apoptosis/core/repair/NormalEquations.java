package io.apoptosis.core.repair;

import io.apoptosis.core.prune.Tableau;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Sums over samples, float64, from which the best affine map from features x to targets t follows: sum x, sum t, sum x x^T, sum x t^T.
 * They add up over images.
 */
final class NormalEquations {
    private static final int[] COLUMNS = {1};

    private final int features;
    private final int targets;
    private final double[] featureSum;
    private final double[] targetSum;
    private final double[] gram;
    private final double[] cross;
    private long samples;

    NormalEquations(int features, int targets) {
        this.features = features;
        this.targets = targets;
        featureSum = new double[features];
        targetSum = new double[targets];
        gram = new double[features * features];
        cross = new double[features * targets];
    }

    /** Adds samples given as columns. */
    void add(Scope scope, Tensor x, Tensor t) {
        add(featureSum, scope.read(scope.sum(x, COLUMNS, false)).doubles());
        add(targetSum, scope.read(scope.sum(t, COLUMNS, false)).doubles());
        Tensor transposed = scope.transpose(x, 1, 0);
        add(gram, scope.read(scope.matmul(x, transposed)).doubles());
        add(
                cross,
                scope.read(scope.transpose(scope.matmul(t, transposed), 1, 0)).doubles());
        samples += x.shape().dim(1);
    }

    static void add(double[] total, double[] values) {
        for (int i = 0; i < total.length; i++) {
            total[i] += values[i];
        }
    }

    /**
     * Least ||W x + b - t||^2 + ridge ||W - start||^2, the ridge being a share of the features' mean variance.
     *
     * @param start (targets x features), row by row
     */
    Affine solve(double[] start, double ridge) {
        DMatrixRMaj variance = centred(gram, featureSum, featureSum);
        DMatrixRMaj residual = centred(cross, featureSum, targetSum);
        DMatrixRMaj weight = new DMatrixRMaj(features, targets);
        CommonOps_DDRM.transpose(new DMatrixRMaj(targets, features, true, start), weight);
        CommonOps_DDRM.multAdd(-1, variance, weight, residual);
        double mean = CommonOps_DDRM.trace(variance) / features;
        for (int i = 0; i < features; i++) {
            variance.add(i, i, ridge * mean);
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(features);
        DMatrixRMaj step = new DMatrixRMaj(features, targets);
        // Features that never move (all dead) say nothing: the weights stay.
        if (mean > 0 && solver.setA(variance)) {
            solver.solve(residual, step);
        }
        CommonOps_DDRM.addEquals(weight, step);
        return affine(weight);
    }

    /**
     * The same with weights that are held at zero: each target has equations of its own, over the features that it may use.
     *
     * @param mask 0 for what is held, as {@code start} is, where it is zero too
     */
    Affine solve(double[] start, double[] mask, double ridge) {
        DMatrixRMaj variance = centred(gram, featureSum, featureSum);
        DMatrixRMaj residual = centred(cross, featureSum, targetSum);
        DMatrixRMaj weight = new DMatrixRMaj(features, targets);
        CommonOps_DDRM.transpose(new DMatrixRMaj(targets, features, true, start), weight);
        CommonOps_DDRM.multAdd(-1, variance, weight, residual);
        double mean = CommonOps_DDRM.trace(variance) / features;
        for (int o = 0; o < targets && mean > 0; o++) {
            int row = o * features;
            int[] kept =
                    IntStream.range(0, features).filter(i -> mask[row + i] != 0).toArray();
            double[] step = step(variance, residual, kept, o, ridge * mean);
            for (int k = 0; k < kept.length; k++) {
                weight.add(kept[k], o, step[k]);
            }
        }
        return affine(weight);
    }

    private static double[] step(DMatrixRMaj variance, DMatrixRMaj residual, int[] kept, int target, double ridge) {
        DMatrixRMaj step = new DMatrixRMaj(kept.length, 1);
        if (kept.length == 0) {
            return step.data;
        }
        DMatrixRMaj matrix = new DMatrixRMaj(kept.length, kept.length);
        DMatrixRMaj right = new DMatrixRMaj(kept.length, 1);
        for (int j = 0; j < kept.length; j++) {
            for (int k = 0; k < kept.length; k++) {
                matrix.set(j, k, variance.get(kept[j], kept[k]) + (j == k ? ridge : 0));
            }
            right.set(j, 0, residual.get(kept[j], target));
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(kept.length);
        if (solver.setA(matrix)) {
            solver.solve(right, step);
        }
        return step.data;
    }

    /**
     * The same problem as one whose features can be taken out.
     *
     * @param units the features of each
     */
    Tableau tableau(double[] start, double ridge, List<int[]> units) {
        DMatrixRMaj variance = centred(gram, featureSum, featureSum);
        DMatrixRMaj right = centred(cross, featureSum, targetSum);
        double share = ridge * CommonOps_DDRM.trace(variance) / features;
        double[][] a = new double[features][features];
        double[][] b = new double[features][targets];
        for (int i = 0; i < features; i++) {
            for (int j = 0; j < features; j++) {
                a[i][j] = variance.get(i, j) + (i == j ? share : 0);
            }
            for (int o = 0; o < targets; o++) {
                b[i][o] = right.get(i, o) + share * start[o * features + i];
            }
        }
        return new Tableau(a, b, units);
    }

    private Affine affine(DMatrixRMaj weight) {
        double[] rows = new double[targets * features];
        double[] bias = new double[targets];
        double[] mean = new double[targets];
        for (int o = 0; o < targets; o++) {
            for (int i = 0; i < features; i++) {
                rows[o * features + i] = weight.get(i, o);
                mean[o] += weight.get(i, o) * featureSum[i] / samples;
            }
            bias[o] = targetSum[o] / samples - mean[o];
        }
        return new Affine(rows, bias, mean, variance(weight));
    }

    /** w . Cov(x) w of every target. */
    private double[] variance(DMatrixRMaj weight) {
        DMatrixRMaj spread = new DMatrixRMaj(features, targets);
        CommonOps_DDRM.mult(centred(gram, featureSum, featureSum), weight, spread);
        double[] variance = new double[targets];
        for (int o = 0; o < targets; o++) {
            for (int i = 0; i < features; i++) {
                variance[o] += weight.get(i, o) * spread.get(i, o) / samples;
            }
            variance[o] = Math.max(0, variance[o]);
        }
        return variance;
    }

    /** sum (a - mean a)(b - mean b)^T. */
    private DMatrixRMaj centred(double[] products, double[] a, double[] b) {
        DMatrixRMaj centred = new DMatrixRMaj(a.length, b.length);
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b.length; j++) {
                centred.set(i, j, products[i * b.length + j] - a[i] * b[j] / samples);
            }
        }
        return centred;
    }

    /**
     * W (targets x features, row by row) and b.
     *
     * @param mean of W x over the samples, without b
     * @param variance of W x
     */
    record Affine(double[] weight, double[] bias, double[] mean, double[] variance) {}
}
