package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

class KroneckerObsTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new KroneckerObs());
    }

    /** Removing a block while the rest is free costs 1/2 w^T ([F^-1]_block)^-1 w. */
    @Test
    void isWhatIsLeftWhenTheOtherFiltersMakeUpForIt() {
        FullFisher full = new FullFisher();
        double[] costs = new KroneckerObs().cost(full.weight, full.factors).rows();
        DMatrixRMaj inverse = full.dampedInverse(false);
        for (int row = 0; row < FullFisher.ROWS; row++) {
            DMatrixRMaj block = FullFisher.block(inverse, row);
            CommonOps_DDRM.invert(block);
            DMatrixRMaj w = CommonOps_DDRM.extractRow(full.weight, row, null);
            DMatrixRMaj product = new DMatrixRMaj(1, FullFisher.WIDTH);
            CommonOps_DDRM.mult(w, block, product);
            assertThat(costs[row]).isCloseTo(CommonOps_DDRM.dot(product, w) / 2, Offset.offset(1e-9));
        }
    }
}
