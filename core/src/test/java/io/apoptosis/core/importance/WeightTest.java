package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class WeightTest {

    @Test
    void lawsHold() {
        CriterionLaws.holdForElements(new Weight());
    }

    @Test
    void theMeanOverBatchesIsTheMagnitude() {
        Network network = CalibrationFixture.network();
        ElementScores scores = new Weight().score(CalibrationFixture.calibration(network, 2, 0, 6));
        scores.sums()
                .forEach((name, sum) -> assertThat(
                                sum.map(v -> v / scores.batches()).doubles())
                        .as(name)
                        .containsExactly(network.weight(name).map(Math::abs).doubles(), Offset.offset(1e-12)));
    }
}
