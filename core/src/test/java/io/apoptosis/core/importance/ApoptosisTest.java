package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateModel.Surgery;
import org.junit.jupiter.api.Test;

class ApoptosisTest {
    @Test
    void lawsHold() {
        CriterionLaws.hold(new Apoptosis(Curvature.LOGITS, 0.02, Saving.MACS));
    }

    @Test
    void asksForASetAndNotForARanking() {
        Network network = CalibrationFixture.network();
        Apoptosis apoptosis = new Apoptosis(Curvature.LOSS, 0.03, Saving.UNIT);
        ShardSums sums = apoptosis.observe(CalibrationFixture.calibration(network, 2, 0, 6));
        assertThat(apoptosis.scores(network, sums).surgery()).isEqualTo(new Surgery(0.03, Saving.UNIT));
        assertThat(new Gate(Curvature.LOSS).scores(network, sums).surgery()).isNull();
    }
}
