package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AxisScoresTest {
    private final Network network = CalibrationFixture.network();
    private final Group inner = Groups.of(network, Set.of()).stream()
            .filter(group -> group.name().equals("conv2"))
            .findFirst()
            .orElseThrow();

    @Test
    void reducesTheMagnitudesOfMembersThatHaveAScore() {
        AxisScores scores = new AxisScores(new TreeMap<>(Map.of(
                AxisRef.parameter("conv2.weight", 0), new double[] {1, -2, 3, 0, 0, 0, 0, 0},
                AxisRef.parameter("conv3.weight", 1), new double[] {3, 4, -5, 0, 0, 0, 0, 0})));
        assertThat(scores.of(inner, Reduction.MEAN)).startsWith(2, 3, 4);
    }

    @Test
    void refusesAGroupThatNothingIsSaidAbout() {
        AxisScores scores = new AxisScores(
                new TreeMap<>(Map.of(AxisRef.parameter("conv1.weight", 0), new double[] {1, 2, 3, 4, 5, 6})));
        assertThatThrownBy(() -> scores.of(inner, Reduction.MEAN))
                .hasMessageContaining("no score for the channels of conv2")
                .hasMessageContaining("take another criterion");
    }
}
