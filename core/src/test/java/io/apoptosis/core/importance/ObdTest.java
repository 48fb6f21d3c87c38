package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ObdTest {
    private static final int IMAGES = 12;

    @Test
    void lawsHold() {
        CriterionLaws.holdForElements(new Obd());
    }

    /** 1/2 theta^2 mean g^2, with the gradient of every image on its own: batches of one. */
    @Test
    void isHalfTheMeanSquareOfEachImagesTaylorTerm() {
        Network network = CalibrationFixture.network();
        Map<String, double[]> expected = new LinkedHashMap<>();
        for (int n = 0; n < IMAGES; n++) {
            new Taylor()
                    .score(CalibrationFixture.calibration(network, 1, n, n + 1))
                    .sums()
                    .forEach((name, taylor) -> addHalfSquares(expected, name, taylor));
        }
        ElementScores scores = new Obd().score(CalibrationFixture.calibration(network, 4, 0, 3));
        expected.forEach((name, sum) -> assertThat(
                        scores.sums().get(name).map(s -> s / 3).doubles())
                .as(name)
                .containsExactly(sum, Offset.offset(1e-12)));
    }

    /** 1/2 theta^2 mean g^2 with no autograd at all. */
    @Test
    void isHalfTheFisherDiagonalOfGradientsByDifferences() {
        Network network = ExplicitGradients.grouped();
        ElementScores scores = new Obd().score(CalibrationFixture.calibration(network, 4, 0, 3));
        ExplicitGradients gradients = ExplicitGradients.of(network);
        for (String name : network.graph().trainable()) {
            double[] expected = network.weight(name).doubles().clone();
            double[][] perImage = gradients.ofParameter(name);
            Arrays.setAll(expected, i -> {
                double fisher = Arrays.stream(perImage)
                        .mapToDouble(g -> g[i] * g[i])
                        .average()
                        .orElseThrow();
                return expected[i] * expected[i] * fisher / 2;
            });
            assertThat(scores.sums().get(name).map(s -> s / 3).doubles())
                    .as(name)
                    .containsExactly(expected, Offset.offset(1e-9));
        }
    }

    private static void addHalfSquares(Map<String, double[]> sums, String name, HostTensor taylor) {
        double[] sum = sums.computeIfAbsent(name, n -> new double[taylor.size()]);
        double[] values = taylor.doubles();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += values[i] * values[i] / 2 / IMAGES;
        }
    }

    @Test
    void needsImagesThatDoNotSeeEachOther() {
        Calibration calibration = CalibrationFixture.calibration(CalibrationFixture.network(), 2, 0, 1);
        Calibration mixed = new Calibration(
                calibration.engine(),
                calibration.network(),
                calibration.images(),
                2,
                0,
                1,
                Normalization.BATCH,
                calibration.precision(),
                calibration.seed(),
                calibration.progress());
        assertThatThrownBy(() -> new Obd().score(mixed)).hasMessageContaining("needs batchNorm: running");
    }
}
