package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;
import org.junit.jupiter.api.Test;

/**
 * Scores of a convolution in two groups with a bias, from its observed factors, against S ⊗ A of each group written out: 18x18, inverted and
 * taken to its eigenvectors as a whole.
 */
class KroneckerCriterionTest {
    private static final int GROUPS = 2;
    private static final int ROWS = 2;
    private static final int WIDTH = 9;
    private static final int SIZE = ROWS * WIDTH;

    private final Network network = ExplicitGradients.grouped();
    private final ShardSums total = new KroneckerObd().observe(CalibrationFixture.calibration(network, 4, 0, 3));
    private final double[] outputs = new double[GROUPS * ROWS];
    private final double[] inputs = new double[2];

    @Test
    void kroneckerObdIsTheFormOfARowsBlock() {
        eachRow((w, factors, row) -> outputs[row] = form(block(full(factors, 0, 0), row % ROWS), w, row % ROWS) / 2);
        agree(new KroneckerObd());
    }

    /** Removing a block while the other rows are free. */
    @Test
    void kroneckerObsIsTheFormOfTheInversesBlockInverted() {
        eachRow((w, factors, row) -> {
            DMatrixRMaj block = block(inverted(full(factors, 1e-3, 0)), row % ROWS);
            outputs[row] = form(inverted(block), w, row % ROWS) / 2;
        });
        agree(new KroneckerObs());
    }

    @Test
    void obsDividesByTheInversesDiagonal() {
        eachRow((w, factors, row) -> {
            DMatrixRMaj inverse = inverted(full(factors, 1e-3, 1e-3));
            for (int j = 0; j < WIDTH; j++) {
                int q = row % ROWS * WIDTH + j;
                add(row, j, w[q] * w[q] / (2 * inverse.get(q, q)));
            }
        });
        agree(new ChannelObs());
        assertThat(scores(new Obs(), 1)).containsExactly(inputs, within(inputs));
        assertThat(scores(new Obs(), 0)).containsExactly(outputs, within(outputs));
    }

    /** 1/2 l (v . w)^2 of each eigenvector v of the whole matrix, shared out by the squares of v's elements. */
    @Test
    void eigenDamageSharesOutTheCostsOfTheWholeMatrixsEigenvectors() {
        eachRow((w, factors, row) -> {
            EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(SIZE, true, true);
            assertThat(eigen.decompose(full(factors, 0, 0))).isTrue();
            for (int k = 0; k < SIZE; k++) {
                double[] v = eigen.getEigenVector(k).data;
                double along = 0;
                for (int q = 0; q < SIZE; q++) {
                    along += v[q] * w[q];
                }
                double cost = along * along * eigen.getEigenvalue(k).getReal() / 2;
                for (int j = 0; j < WIDTH; j++) {
                    double component = v[row % ROWS * WIDTH + j];
                    add(row, j, cost * component * component);
                }
            }
        });
        agree(new EigenDamage());
        assertThat(scores(new EigenDamage(), 1)).containsExactly(inputs, within(inputs));
    }

    private interface Row {
        /** @param w of the row's group, its rows one after another */
        void add(double[] w, KroneckerFactors factors, int row);
    }

    private void eachRow(Row expected) {
        Layer layer = layer();
        for (int row = 0; row < GROUPS * ROWS; row++) {
            double[] w = new double[SIZE];
            for (int i = 0; i < SIZE; i++) {
                w[i] = layer.row(row / ROWS * ROWS + i / WIDTH)[i % WIDTH];
            }
            expected.add(w, KroneckerFactors.of(layer, total).get(row / ROWS), row);
        }
    }

    /** The bias, last in a row, belongs to no input. */
    private void add(int row, int column, double cost) {
        outputs[row] += cost;
        if (column < WIDTH - 1) {
            inputs[column / 4] += cost;
        }
    }

    private void agree(Criterion criterion) {
        assertThat(scores(criterion, 0)).containsExactly(outputs, within(outputs));
    }

    private double[] scores(Criterion criterion, int axis) {
        AxisScores scores = (AxisScores) criterion.scores(network, total);
        return scores.values().get(AxisRef.parameter("conv2.weight", axis));
    }

    private static Offset<Double> within(double[] expected) {
        assertThat(expected).doesNotContain(0);
        return Offset.offset(1e-9 * expected[0]);
    }

    private Layer layer() {
        return Layer.of(network).stream()
                .filter(layer -> layer.name().equals("conv2"))
                .findFirst()
                .orElseThrow();
    }

    /** S ⊗ A, each with a share of its mean diagonal added. */
    private static DMatrixRMaj full(KroneckerFactors factors, double outer, double inner) {
        return CommonOps_DDRM.kron(damped(factors.gradients(), outer), damped(factors.activations(), inner), null);
    }

    private static DMatrixRMaj damped(DMatrixRMaj matrix, double share) {
        DMatrixRMaj identity = CommonOps_DDRM.identity(matrix.getNumRows());
        DMatrixRMaj damped = matrix.copy();
        CommonOps_DDRM.addEquals(damped, share * CommonOps_DDRM.trace(matrix) / matrix.getNumRows(), identity);
        return damped;
    }

    private static DMatrixRMaj inverted(DMatrixRMaj matrix) {
        DMatrixRMaj inverse = matrix.copy();
        assertThat(CommonOps_DDRM.invert(inverse)).isTrue();
        return inverse;
    }

    private static DMatrixRMaj block(DMatrixRMaj matrix, int row) {
        return CommonOps_DDRM.extract(matrix, row * WIDTH, (row + 1) * WIDTH, row * WIDTH, (row + 1) * WIDTH);
    }

    private static double form(DMatrixRMaj block, double[] w, int row) {
        double total = 0;
        for (int i = 0; i < WIDTH; i++) {
            for (int j = 0; j < WIDTH; j++) {
                total += w[row * WIDTH + i] * block.get(i, j) * w[row * WIDTH + j];
            }
        }
        return total;
    }
}
