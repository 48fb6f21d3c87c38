package io.apoptosis.core.sparse;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The loss around the weights c as CHITA models it (Benbaki et al., ICML 2023): with the gradients A (n rows) and v = w - c,
 *
 * <pre>Q(w) = a g . v + 1/(2n) sum over blocks |A_B v_B|^2 + lambda/2 |v|^2,</pre>
 *
 * g the mean row: a Fisher matrix of rank n, or its diagonal blocks, never written out.
 */
final class LocalQuadratic {
    private static final int COLUMNS_AT_ONCE = 4096;
    private static final int POWER_STEPS = 20;

    private final List<float[]> rows;
    private final double[] centre;
    private final int[] bounds;
    private final double[] slope;
    private final double lambda;

    /**
     * @param slope a g
     * @param bounds where each block begins, ascending from 0, and the number of weights
     */
    LocalQuadratic(List<float[]> rows, double[] centre, int[] bounds, double[] slope, double lambda) {
        this.rows = rows;
        this.centre = centre;
        this.bounds = bounds;
        this.slope = slope;
        this.lambda = lambda;
    }

    int blocks() {
        return bounds.length - 1;
    }

    int from(int block) {
        return bounds[block];
    }

    int to(int block) {
        return bounds[block + 1];
    }

    double at(double[] w) {
        double value = 0;
        for (double[] products : products(w)) {
            value += Arrays.stream(products).map(p -> p * p).sum() / (2 * rows.size());
        }
        for (int i = 0; i < w.length; i++) {
            double v = w[i] - centre[i];
            value += slope[i] * v + lambda / 2 * v * v;
        }
        return value;
    }

    double[] gradient(double[] w) {
        double[] gradient = new double[w.length];
        for (int i = 0; i < w.length; i++) {
            gradient[i] = slope[i] + lambda * (w[i] - centre[i]);
        }
        double[][] products = products(w);
        for (int n = 0; n < rows.size(); n++) {
            float[] row = rows.get(n);
            for (int b = 0; b < blocks(); b++) {
                double factor = products[b][n] / rows.size();
                for (int i = from(b); i < to(b); i++) {
                    gradient[i] += factor * row[i];
                }
            }
        }
        return gradient;
    }

    /** A_B v_B of every block. */
    private double[][] products(double[] w) {
        double[] v = new double[w.length];
        Arrays.setAll(v, i -> w[i] - centre[i]);
        double[][] products = new double[blocks()][rows.size()];
        for (int n = 0; n < rows.size(); n++) {
            float[] row = rows.get(n);
            for (int b = 0; b < blocks(); b++) {
                products[b][n] = dot(row, v, from(b), to(b));
            }
        }
        return products;
    }

    private static double dot(float[] row, double[] v, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += row[i] * v[i];
        }
        return sum;
    }

    /** The largest eigenvalue of each block, about: by power iteration from a fixed start. */
    double[] curvatures() {
        double[] curvatures = new double[blocks()];
        for (int b = 0; b < blocks(); b++) {
            double[] v = new double[centre.length];
            Arrays.fill(v, from(b), to(b), 1);
            for (int step = 0; step < POWER_STEPS; step++) {
                double[] next = timesFisher(v, b);
                double norm = Math.sqrt(
                        Arrays.stream(next, from(b), to(b)).map(x -> x * x).sum());
                double length = Math.sqrt(
                        Arrays.stream(v, from(b), to(b)).map(x -> x * x).sum());
                curvatures[b] = length == 0 ? 0 : norm / length;
                v = next;
            }
            curvatures[b] += lambda;
        }
        return curvatures;
    }

    private double[] timesFisher(double[] v, int block) {
        double[] product = new double[v.length];
        for (float[] row : rows) {
            double factor = dot(row, v, from(block), to(block)) / rows.size();
            for (int i = from(block); i < to(block); i++) {
                product[i] += factor * row[i];
            }
        }
        return product;
    }

    /** The least Q among all w that are zero outside the support, in closed form. */
    double[] solved(IntPredicate support) {
        double[] w = new double[centre.length];
        for (int b = 0; b < blocks(); b++) {
            int[] kept = IntStream.range(from(b), to(b)).filter(support).toArray();
            int[] gone = IntStream.range(from(b), to(b))
                    .filter(i -> !support.test(i))
                    .toArray();
            double[] v = solved(kept, lost(gone));
            for (int k = 0; k < kept.length; k++) {
                w[kept[k]] = centre[kept[k]] + v[k];
            }
        }
        return w;
    }

    /** A v of what goes, v = -c. */
    private double[] lost(int[] gone) {
        double[] lost = new double[rows.size()];
        for (int n = 0; n < lost.length; n++) {
            float[] row = rows.get(n);
            for (int i : gone) {
                lost[n] -= row[i] * centre[i];
            }
        }
        return lost;
    }

    /** (A^T A / n + lambda) v = -(a g + A^T lost / n) over the kept columns. */
    private double[] solved(int[] kept, double[] lost) {
        double[] right = timesTransposed(kept, lost, -1.0 / rows.size());
        for (int k = 0; k < kept.length; k++) {
            right[k] -= slope[kept[k]];
        }
        return kept.length <= rows.size() ? solvedDirectly(kept, right) : solvedByWoodbury(kept, right);
    }

    private double[] solvedDirectly(int[] kept, double[] right) {
        int size = kept.length;
        DMatrixRMaj matrix = new DMatrixRMaj(size, size);
        for (float[] row : rows) {
            for (int j = 0; j < size; j++) {
                double left = (double) row[kept[j]] / rows.size();
                for (int k = 0; k < size; k++) {
                    matrix.data[j * size + k] += left * row[kept[k]];
                }
            }
        }
        for (int k = 0; k < size; k++) {
            matrix.add(k, k, lambda);
        }
        return solution(matrix, right);
    }

    /** (lambda + A^T A / n)^-1 b = (b - A^T (n lambda + A A^T)^-1 A b) / lambda. */
    private double[] solvedByWoodbury(int[] kept, double[] right) {
        int n = rows.size();
        DMatrixRMaj matrix = gram(kept);
        double[] product = new double[n];
        for (int i = 0; i < n; i++) {
            matrix.add(i, i, n * lambda);
            float[] row = rows.get(i);
            for (int k = 0; k < kept.length; k++) {
                product[i] += row[kept[k]] * right[k];
            }
        }
        double[] v = timesTransposed(kept, solution(matrix, product), -1);
        for (int k = 0; k < v.length; k++) {
            v[k] = (v[k] + right[k]) / lambda;
        }
        return v;
    }

    private double[] timesTransposed(int[] kept, double[] y, double factor) {
        double[] product = new double[kept.length];
        for (int n = 0; n < y.length; n++) {
            float[] row = rows.get(n);
            for (int k = 0; k < kept.length; k++) {
                product[k] += factor * y[n] * row[kept[k]];
            }
        }
        return product;
    }

    /** A A^T over the kept columns, some of them at a time. */
    private DMatrixRMaj gram(int[] kept) {
        int n = rows.size();
        DMatrixRMaj gram = new DMatrixRMaj(n, n);
        for (int from = 0; from < kept.length; from += COLUMNS_AT_ONCE) {
            int[] columns = Arrays.copyOfRange(kept, from, Math.min(kept.length, from + COLUMNS_AT_ONCE));
            double[][] part = new double[n][columns.length];
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < columns.length; k++) {
                    part[i][k] = rows.get(i)[columns[k]];
                }
                for (int j = 0; j <= i; j++) {
                    double sum = 0;
                    for (int k = 0; k < columns.length; k++) {
                        sum += part[i][k] * part[j][k];
                    }
                    gram.add(i, j, sum);
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                gram.set(j, i, gram.get(i, j));
            }
        }
        return gram;
    }

    private static double[] solution(DMatrixRMaj matrix, double[] right) {
        int size = right.length;
        if (size == 0) {
            return right;
        }
        LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.symmPosDef(size);
        if (!solver.setA(matrix)) {
            throw new IllegalArgumentException("the ridge is too small: the quadratic model is singular");
        }
        DMatrixRMaj solution = new DMatrixRMaj(size, 1);
        solver.solve(new DMatrixRMaj(size, 1, true, right), solution);
        return solution.data;
    }
}
