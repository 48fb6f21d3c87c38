package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampledRowsTest {
    private static final int IMAGES = 4;

    private final Network network = CalibrationFixture.network();
    private final Calibration calibration = CalibrationFixture.calibration(network, IMAGES, 0, 1);
    private final Gates gates = Gates.of(network);

    /** Over 500 draws the mean is within a few standard errors of the matrix; one draw is not. */
    @ParameterizedTest
    @EnumSource(Curvature.class)
    void squareToTheCurvatureOnAverage(Curvature curvature) {
        double[] expected = ((Full) exact(curvature).curvature()).matrix();
        double scale = Arrays.stream(expected).max().orElseThrow();
        int draws = 500;
        double[] mean = new double[expected.length];
        for (int seed = 0; seed < draws; seed++) {
            double[] once = squared(rows(curvature, seed).rows());
            for (int i = 0; i < mean.length; i++) {
                mean[i] += once[i] / draws;
            }
        }
        assertThat(mean).containsExactly(expected, Offset.offset(0.05 * scale));
    }

    @Test
    void giveTheGradientExactly() {
        double[] gradient = rows(Curvature.LOSS, 1).gradient();
        Arrays.setAll(gradient, i -> gradient[i] / IMAGES);
        assertThat(gradient).containsExactly(exact(Curvature.LOSS).gradient(), Offset.offset(1e-9));
    }

    @Test
    void dependOnTheSeedAndTheImageOnly() {
        assertThat(rows(Curvature.LOSS, 1).rows())
                .containsExactly(rows(Curvature.LOSS, 1).rows());
        assertThat(rows(Curvature.LOSS, 1).rows())
                .isNotEqualTo(rows(Curvature.LOSS, 2).rows());
    }

    /** (L s)(L s)^T on average over all signs is K, written out. */
    @ParameterizedTest
    @EnumSource(Curvature.class)
    void halvesSquareToK(Curvature curvature) {
        double[] p = {0.5, 0.3, 0.2};
        double[][] k = new double[3][3];
        for (int signs = 0; signs < 8; signs++) {
            double[] s = {(signs & 1) * 2 - 1, (signs & 2) - 1, (signs & 4) / 2 - 1};
            double[] half = curvature.half(p, s);
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    k[a][b] += half[a] * half[b] / 8;
                }
            }
        }
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                double one = a == b ? 1 : 0;
                double expected = curvature == Curvature.LOSS ? p[a] * (one - p[b]) : one - 1.0 / 3;
                assertThat(k[a][b]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    private GateModel exact(Curvature curvature) {
        GateStatistics statistics = new GateStatistics(curvature);
        return statistics.model(network, statistics.observe(calibration), null);
    }

    private SampledRows rows(Curvature curvature, long seed) {
        Batch batch = calibration.batch(0);
        try (Scope scope = calibration.engine().open(calibration.precision())) {
            Map<String, Tensor> weights = new HashMap<>();
            network.weights().forEach((name, tensor) -> weights.put(name, scope.of(tensor)));
            return SampledRows.of(scope, network, gates, weights, batch, curvature, seed, 0);
        }
    }

    private double[] squared(double[] rows) {
        int count = gates.count();
        double[] product = new double[count * count];
        for (int row = 0; row < rows.length; row += count) {
            for (int i = 0; i < product.length; i++) {
                product[i] += rows[row + i / count] * rows[row + i % count] / IMAGES;
            }
        }
        return product;
    }
}
