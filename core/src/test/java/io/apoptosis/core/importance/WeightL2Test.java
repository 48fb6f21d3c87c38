package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightL2Test {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new WeightL2());
    }

    @Test
    void isTheNormOfASlice() {
        Network network = CalibrationFixture.network();
        AxisScores scores = CriterionLaws.axisScores(new WeightL2(), network);
        double[] filter =
                network.weight("conv1.weight").select(0, new int[] {2}).doubles();
        double squares = 0;
        for (double w : filter) {
            squares += w * w;
        }
        assertThat(scores.values().get(AxisRef.parameter("conv1.weight", 0))[2])
                .isCloseTo(Math.sqrt(squares), Offset.offset(1e-12));
    }
}
