package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class KroneckerObdTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new KroneckerObd());
    }

    @Test
    void isTheQuadraticFormOfTheFiltersBlock() {
        FullFisher full = new FullFisher();
        double[] costs = new KroneckerObd().cost(full.weight, full.factors).rows();
        for (int row = 0; row < FullFisher.ROWS; row++) {
            assertThat(costs[row]).isCloseTo(full.halfForm(full.matrix(), row), Offset.offset(1e-12));
        }
    }
}
