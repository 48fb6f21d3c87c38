package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class EigenDamageTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new EigenDamage());
    }

    /** In the eigenbasis the matrix is diagonal, so that the costs of all directions make the quadratic form of the whole weight. */
    @Test
    void costsAddUpToTheLossOfTheWholeLayer() {
        FullFisher full = new FullFisher();
        DMatrixRMaj w = new DMatrixRMaj(FullFisher.ROWS * FullFisher.WIDTH, 1, true, full.weight.data.clone());
        DMatrixRMaj product = new DMatrixRMaj(w.getNumRows(), 1);
        CommonOps_DDRM.mult(full.matrix(), w, product);
        double expected = CommonOps_DDRM.dot(w, product) / 2;

        RowsAndColumns costs = new EigenDamage().cost(full.weight, full.factors);
        assertThat(Arrays.stream(costs.rows()).sum()).isCloseTo(expected, Offset.offset(1e-10));
        assertThat(Arrays.stream(costs.columns()).sum()).isCloseTo(expected, Offset.offset(1e-10));
    }

    /** Where channels are eigendirections already, it is the sum of theta^2 h / 2 over each. */
    @Test
    void isOptimalBrainDamageWhereNothingIsCorrelated() {
        DMatrixRMaj weight = new DMatrixRMaj(2, 2, true, 1, 2, 3, 4);
        KroneckerFactors diagonal = new KroneckerFactors(CommonOps_DDRM.diag(5, 7), CommonOps_DDRM.diag(2, 3));
        RowsAndColumns costs = new EigenDamage().cost(weight, diagonal);
        assertThat(costs.rows())
                .containsExactly(
                        new double[] {(1 * 2 * 5 + 4 * 2 * 7) / 2.0, (9 * 3 * 5 + 16 * 3 * 7) / 2.0},
                        Offset.offset(1e-10));
    }
}
