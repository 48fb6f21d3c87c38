package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.coupling.Group;
import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GateTest {
    @Test
    void lawsHold() {
        CriterionLaws.hold(new Gate(Curvature.LOSS));
        CriterionLaws.hold(new Gate(Curvature.LOGITS));
    }

    /** The function's change knows no labels, so it has no gradient either. */
    @Test
    void ofTheLogitsIsHalfTheDiagonal() {
        Network network = CalibrationFixture.network();
        Gate gate = new Gate(Curvature.LOGITS);
        GateModel model = gate.scores(network, gate.observe(CalibrationFixture.calibration(network, 2, 0, 6)));
        for (Group group : Groups.of(network, Set.of())) {
            double[] scores = model.of(group, Reduction.MEAN);
            for (int i = 0; i < scores.length; i++) {
                int c = model.gates().of(group.units().get(i));
                assertThat(scores[i]).isCloseTo(0.5 * model.curvature().diagonal()[c], within(0.0));
            }
        }
    }
}
