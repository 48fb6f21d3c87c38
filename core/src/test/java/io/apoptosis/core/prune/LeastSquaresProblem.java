package io.apoptosis.core.prune;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.RandomMatrices_DDRM;

/** The least 1/2 tr (W - W0)^T A (W - W0) with rows of W at zero, by a dense solver: what a {@link Tableau} has to agree with. */
record LeastSquaresProblem(DMatrixRMaj a, DMatrixRMaj start, List<int[]> units) {
    /** Units of so many rows, then one row that belongs to none. */
    static LeastSquaresProblem random(int units, int width, int targets, long seed) {
        Random random = new Random(seed);
        int rows = units * width + 1;
        DMatrixRMaj factor = RandomMatrices_DDRM.rectangle(rows + 3, rows, -1, 1, random);
        DMatrixRMaj a = new DMatrixRMaj(rows, rows);
        CommonOps_DDRM.multInner(factor, a);
        List<int[]> blocks = IntStream.range(0, units)
                .mapToObj(unit ->
                        IntStream.range(unit * width, (unit + 1) * width).toArray())
                .toList();
        return new LeastSquaresProblem(a, RandomMatrices_DDRM.rectangle(rows, targets, -1, 1, random), blocks);
    }

    Tableau tableau() {
        DMatrixRMaj b = new DMatrixRMaj(a.numRows, start.numCols);
        CommonOps_DDRM.mult(a, start, b);
        return new Tableau(rows(a), rows(b), units);
    }

    private static double[][] rows(DMatrixRMaj matrix) {
        return IntStream.range(0, matrix.numRows)
                .mapToObj(i -> Arrays.copyOfRange(matrix.data, i * matrix.numCols, (i + 1) * matrix.numCols))
                .toArray(double[][]::new);
    }

    /** W, by A_KK (W - W0)_K = A_KS W0_S. */
    DMatrixRMaj solution(IntPredicate isIn) {
        int[] out = IntStream.range(0, units.size())
                .filter(unit -> !isIn.test(unit))
                .flatMap(unit -> Arrays.stream(units.get(unit)))
                .toArray();
        int[] in = IntStream.range(0, a.numRows)
                .filter(row -> Arrays.stream(out).noneMatch(o -> o == row))
                .toArray();
        int[] targets = IntStream.range(0, start.numCols).toArray();
        DMatrixRMaj right = new DMatrixRMaj(in.length, targets.length);
        CommonOps_DDRM.mult(part(a, in, out), part(start, out, targets), right);
        DMatrixRMaj step = new DMatrixRMaj(in.length, targets.length);
        CommonOps_DDRM.solve(part(a, in, in), right, step);
        DMatrixRMaj solution = new DMatrixRMaj(a.numRows, targets.length);
        for (int i = 0; i < in.length; i++) {
            for (int t : targets) {
                solution.set(in[i], t, start.get(in[i], t) + step.get(i, t));
            }
        }
        return solution;
    }

    private static DMatrixRMaj part(DMatrixRMaj matrix, int[] rows, int[] columns) {
        DMatrixRMaj part = new DMatrixRMaj(rows.length, columns.length);
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                part.set(i, j, matrix.get(rows[i], columns[j]));
            }
        }
        return part;
    }

    double cost(IntPredicate isIn) {
        DMatrixRMaj moved = new DMatrixRMaj(a.numRows, start.numCols);
        CommonOps_DDRM.subtract(solution(isIn), start, moved);
        DMatrixRMaj force = new DMatrixRMaj(a.numRows, start.numCols);
        CommonOps_DDRM.mult(a, moved, force);
        return 0.5
                * IntStream.range(0, moved.getNumElements())
                        .mapToDouble(i -> moved.get(i) * force.get(i))
                        .sum();
    }
}
