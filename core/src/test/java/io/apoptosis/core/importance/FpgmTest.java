package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class FpgmTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new Fpgm());
    }

    @Test
    void isTheSumOfDistancesToTheOtherFilters() {
        Network network = CalibrationFixture.network();
        double[] scores =
                CriterionLaws.axisScores(new Fpgm(), network).values().get(AxisRef.parameter("conv3.weight", 0));
        double expected = 0;
        for (int other = 0; other < 6; other++) {
            expected += distance(filter(network, 4), filter(network, other));
        }
        assertThat(scores[4]).isCloseTo(expected, Offset.offset(1e-12));
    }

    private static double[] filter(Network network, int index) {
        return network.weight("conv3.weight").select(0, new int[] {index}).doubles();
    }

    private static double distance(double[] a, double[] b) {
        double squares = 0;
        for (int i = 0; i < a.length; i++) {
            squares += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(squares);
    }
}
