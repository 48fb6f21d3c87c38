package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.List;
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
        assertThat(scores(Map.of("fc.weight", HostTensor.of(SHAPE, -0.5, 0.1, 0.25, 0.0)), true))
                .containsExactly(1 + 0.25, 0.2 + 1, 0.5 + 0.5, -1);
    }

    @Test
    void areTheImportanceAloneWithoutTheMagnitude() {
        assertThat(scores(Map.of("fc.weight", HostTensor.of(SHAPE, -0.5, 0.1, 0.25, 0.0)), false))
                .containsExactly(1, 0.2, 0.5, -1);
    }

    @Test
    void areTheMagnitudeWhereNoGradientArrives() {
        assertThat(scores(Map.of(), true)).containsExactly(0.25, 1, 0.5, -1);
    }

    @Test
    void areInfiniteForWhatMayNotGo() {
        SparseWeights nothing = SparseWeights.of(network).without(List.of("fc"), network);
        assertThat(WeightScores.of(network, Map.of(), nothing, ScoreNormalization.MAX, true)
                        .values()
                        .get("fc.weight"))
                .containsExactly(Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, -1);
    }

    private double[] scores(Map<String, HostTensor> importance, boolean magnitude) {
        return WeightScores.of(network, importance, SparseWeights.of(network), ScoreNormalization.MAX, magnitude)
                .values()
                .get("fc.weight");
    }
}
