package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import org.junit.jupiter.api.Test;

class ChannelObsTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new ChannelObs());
    }

    @Test
    void isObsOfTheFiltersAlone() {
        Network network = CalibrationFixture.network();
        AxisScores all = CriterionLaws.axisScores(new Obs(), network);
        AxisScores filters = CriterionLaws.axisScores(new ChannelObs(), network);
        assertThat(all.values().keySet())
                .extracting(AxisRef::toString)
                .contains("conv1.weight:0", "conv2.weight:1", "fc.weight:1");
        assertThat(filters.values().keySet())
                .extracting(AxisRef::toString)
                .containsExactly("conv1.weight:0", "conv2.weight:0", "conv3.weight:0");
        filters.values()
                .forEach((axis, scores) ->
                        assertThat(scores).isEqualTo(all.values().get(axis)));
    }
}
