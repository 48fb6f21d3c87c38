package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.coupling.AxisRef;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.Shape;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BatchNormScaleTest {

    @Test
    void lawsHold() {
        CriterionLaws.hold(new BatchNormScale());
    }

    @Test
    void isTheMagnitudeOfGammaAndNothingElse() {
        Network network = CalibrationFixture.network();
        AxisScores scores = CriterionLaws.axisScores(new BatchNormScale(), network);
        assertThat(scores.values().keySet())
                .extracting(AxisRef::toString)
                .containsExactly("bn1.weight:0", "bn2.weight:0", "bn3.weight:0");
        double gamma = network.weight("bn2.weight").doubles()[5];
        assertThat(scores.values().get(AxisRef.parameter("bn2.weight", 0))[5]).isEqualTo(Math.abs(gamma));
    }

    @Test
    void refusesANetworkWithoutNorms() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 6, 6));
        String pooled = b.node("pool", new GlobalAvgPool(), b.conv("conv", b.input(), 3, 4, 3, 1));
        Network network = RandomNetworks.of(b.build(b.linear("fc", pooled, 4, 2)), 1);
        assertThatThrownBy(() -> new BatchNormScale().scores(network, new ShardSums(new TreeMap<>(), 1)))
                .hasMessageContaining("this network has none; take weight");
    }
}
