package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import java.util.SortedMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ChannelObdTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new ChannelObd());
    }

    @Test
    void isObdOfTheFiltersAlone() {
        Network network = CalibrationFixture.network();
        SortedMap<AxisRef, double[]> all =
                CriterionLaws.axisScores(new Obd(), network).values();
        SortedMap<AxisRef, double[]> filters =
                CriterionLaws.axisScores(new ChannelObd(), network).values();
        assertThat(filters.keySet())
                .extracting(AxisRef::toString)
                .containsExactly("conv1.weight:0", "conv2.weight:0", "conv3.weight:0");
        filters.forEach((axis, scores) -> assertThat(scores).isEqualTo(all.get(axis)));
    }

    /** A filter's 1/2 sum theta^2 mean g^2, the gradients by differences; the bias is not the filter's. */
    @Test
    void isTheFiltersShareOfTheFisherDiagonalByDifferences() {
        Network network = ExplicitGradients.grouped();
        double[] filters =
                CriterionLaws.axisScores(new ChannelObd(), network).values().get(AxisRef.parameter("conv2.weight", 0));
        double[] theta = network.weight("conv2.weight").doubles();
        double[][] gradients = ExplicitGradients.of(network).ofParameter("conv2.weight");
        double[] expected = new double[4];
        for (double[] g : gradients) {
            for (int i = 0; i < theta.length; i++) {
                expected[i / 8] += theta[i] * theta[i] * g[i] * g[i] / 2 / gradients.length;
            }
        }
        assertThat(filters).containsExactly(expected, Offset.offset(1e-9));
    }
}
