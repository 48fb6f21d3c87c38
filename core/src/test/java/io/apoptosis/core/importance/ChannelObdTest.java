package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import java.util.SortedMap;
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
}
