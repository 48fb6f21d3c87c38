package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against the same quadratic with its Fisher matrix written out. */
class LocalQuadraticTest {
    private static final int SIZE = 12;
    private static final double LAMBDA = 0.05;
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    private final Random random = new Random(8);
    private final double[] centre = normal(SIZE);
    private final double[] slope = normal(SIZE);

    @ParameterizedTest
    @ValueSource(ints = {3, 20})
    void isTheQuadraticOfTheFullFisherMatrix(int rows) {
        LocalQuadratic model = model(rows(rows), 0, SIZE);
        agrees(model, fisher(rows(rows)));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 20})
    void withBlocksIsThatOfTheFullFisherMatrixsBlocks(int rows) {
        DMatrixRMaj fisher = fisher(rows(rows));
        for (int i = 0; i < SIZE; i++) {
            for (int j = 0; j < SIZE; j++) {
                fisher.set(i, j, block(i) == block(j) ? fisher.get(i, j) : 0);
            }
        }
        agrees(model(rows(rows), 0, 5, SIZE), fisher);
    }

    private void agrees(LocalQuadratic model, DMatrixRMaj fisher) {
        double[] w = normal(SIZE);
        assertThat(model.at(w)).isCloseTo(explicit(fisher, w), EXACT);
        double[] gradient = model.gradient(w);
        for (int i = 0; i < SIZE; i++) {
            double[] up = w.clone();
            double[] down = w.clone();
            up[i] += 1e-4;
            down[i] -= 1e-4;
            assertThat(gradient[i])
                    .isCloseTo((explicit(fisher, up) - explicit(fisher, down)) / 2e-4, Offset.offset(1e-7));
        }
        for (int kept = 0; kept <= SIZE; kept++) {
            int first = SIZE - kept;
            double[] solved = model.solved(i -> i >= first);
            assertThat(solved).containsExactly(minimizer(fisher, first), Offset.offset(1e-7));
        }
    }

    @Test
    void knowsTheLargestEigenvalueOfEachBlock() {
        double[] found = model(rows(20), 0, SIZE).curvatures();
        DMatrixRMaj fisher = fisher(rows(20));
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(SIZE, false, true);
        assertThat(eigen.decompose(fisher.copy())).isTrue();
        double largest = IntStream.range(0, SIZE)
                .mapToDouble(i -> eigen.getEigenvalue(i).getReal())
                .max()
                .orElseThrow();
        assertThat(found).hasSize(1);
        assertThat(found[0]).isCloseTo(largest + LAMBDA, Offset.offset(0.05 * largest));
    }

    private static int block(int i) {
        return i < 5 ? 0 : 1;
    }

    private LocalQuadratic model(List<float[]> rows, int... bounds) {
        return new LocalQuadratic(rows, centre, bounds, slope, LAMBDA);
    }

    private double explicit(DMatrixRMaj fisher, double[] w) {
        double value = 0;
        for (int i = 0; i < SIZE; i++) {
            double v = w[i] - centre[i];
            value += slope[i] * v + LAMBDA / 2 * v * v;
            for (int j = 0; j < SIZE; j++) {
                value += v * fisher.get(i, j) * (w[j] - centre[j]) / 2;
            }
        }
        return value;
    }

    /** Of all that are zero before {@code first}: H_SS v_S = -(slope_S + H_SR v_R), v_R = -c_R. */
    private double[] minimizer(DMatrixRMaj fisher, int first) {
        int size = SIZE - first;
        double[] w = new double[SIZE];
        if (size == 0) {
            return w;
        }
        DMatrixRMaj hessian = CommonOps_DDRM.extract(fisher, first, SIZE, first, SIZE);
        DMatrixRMaj right = new DMatrixRMaj(size, 1);
        for (int i = 0; i < size; i++) {
            hessian.add(i, i, LAMBDA);
            right.set(i, 0, -slope[first + i]);
            for (int j = 0; j < first; j++) {
                right.add(i, 0, fisher.get(first + i, j) * centre[j]);
            }
        }
        DMatrixRMaj v = new DMatrixRMaj(size, 1);
        assertThat(CommonOps_DDRM.solve(hessian, right, v)).isTrue();
        for (int i = first; i < SIZE; i++) {
            w[i] = centre[i] + v.get(i - first, 0);
        }
        return w;
    }

    private static List<float[]> rows(int count) {
        Random random = new Random(4);
        return IntStream.range(0, count)
                .mapToObj(n -> {
                    float[] row = new float[SIZE];
                    for (int i = 0; i < SIZE; i++) {
                        row[i] = (float) random.nextGaussian();
                    }
                    return row;
                })
                .toList();
    }

    private static DMatrixRMaj fisher(List<float[]> rows) {
        DMatrixRMaj fisher = new DMatrixRMaj(SIZE, SIZE);
        for (float[] row : rows) {
            for (int i = 0; i < SIZE; i++) {
                for (int j = 0; j < SIZE; j++) {
                    fisher.add(i, j, (double) row[i] * row[j] / rows.size());
                }
            }
        }
        return fisher;
    }

    private double[] normal(int size) {
        return random.doubles(size).map(u -> 2 * u - 1).toArray();
    }
}
