package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.ElementScores;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WeightScoresTest {
    private static final Shape SHAPE = Shape.of(2, 2);

    private final Network network = network();

    private static Network network() {
        GraphBuilder b = new GraphBuilder(Shape.of(2));
        Map<String, HostTensor> weights = Map.of(
                "fc.weight",
                HostTensor.of(SHAPE, 1.0, -4.0, 2.0, 0.0),
                "fc.bias",
                HostTensor.of(Shape.of(2), 9.0, 9.0));
        return new Network(b.build(b.linear("fc", b.input(), 2, 2)).graph(), weights);
    }

    @Test
    void addsTheSharesOfTheLargestImportanceAndMagnitude() {
        ElementScores importance =
                new ElementScores(Map.of("fc.weight", HostTensor.of(SHAPE, -0.5, 0.1, 0.25, 0.0)), 3);
        assertThat(WeightScores.of(network, importance).values().get("fc.weight"))
                .containsExactly(1 + 0.25, 0.2 + 1, 0.5 + 0.5, 0);
    }

    @Test
    void isTheMagnitudeWhereNoGradientArrives() {
        ElementScores none = new ElementScores(Map.of("fc.weight", HostTensor.of(SHAPE, 0.0, 0.0, 0.0, 0.0)), 1);
        assertThat(WeightScores.of(network, none).values().get("fc.weight")).containsExactly(0.25, 1, 0.5, 0);
    }
}
