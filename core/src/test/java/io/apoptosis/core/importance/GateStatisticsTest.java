package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Cut;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GateStatisticsTest {
    private static final int IMAGES = 4;

    private final Network network = CalibrationFixture.network();
    private final GatedLogits logits = new GatedLogits(CalibrationFixture.calibration(network, IMAGES, 0, 1));

    /** -g . 1_S + 1/2 1_S^T H 1_S from derivatives by differences, image by image, with K written out. */
    @ParameterizedTest
    @EnumSource(Curvature.class)
    void giveTheChangeThatRemovingASetBringsToSecondOrder(Curvature curvature) {
        GateStatistics statistics = new GateStatistics(curvature);
        GateModel model = statistics.model(
                network, statistics.observe(CalibrationFixture.calibration(network, IMAGES, 0, 1)), null);
        Random random = new Random(4);
        for (int trial = 0; trial < 5; trial++) {
            boolean[] removed = new boolean[model.gates().count()];
            for (int c = 0; c < removed.length; c++) {
                removed[c] = random.nextBoolean();
            }
            assertThat(byTheModel(model, removed)).isCloseTo(byDifferences(curvature, removed), within(1e-6));
        }
    }

    private static double byTheModel(GateModel model, boolean[] removed) {
        double change = 0;
        for (int i = 0; i < removed.length; i++) {
            for (int j = 0; removed[i] && j < removed.length; j++) {
                change += removed[j] ? 0.5 * model.curvature()[i * removed.length + j] : 0;
            }
            change -= removed[i] ? model.gradient()[i] : 0;
        }
        return change;
    }

    private double byDifferences(Curvature curvature, boolean[] removed) {
        double[] z = logits.at(ones(removed.length));
        double[] moved = new double[z.length];
        for (int c = 0; c < removed.length; c++) {
            double[] derivative = logits.derivative(c);
            for (int i = 0; removed[c] && i < z.length; i++) {
                moved[i] += derivative[i];
            }
        }
        double change = 0;
        int classes = z.length / IMAGES;
        for (int n = 0; n < IMAGES; n++) {
            double[] p = softmax(z, n, classes);
            for (int a = 0; a < classes; a++) {
                double target = logits.batch().labels()[n] == a ? 1 : 0;
                change -= curvature == Curvature.LOSS ? (p[a] - target) * moved[n * classes + a] : 0;
                for (int b = 0; b < classes; b++) {
                    double identity = a == b ? 1 : 0;
                    double k = curvature == Curvature.LOSS ? p[a] * (identity - p[b]) : identity - 1.0 / classes;
                    change += 0.5 * k * moved[n * classes + a] * moved[n * classes + b];
                }
            }
        }
        return change / IMAGES;
    }

    private static double[] ones(int count) {
        return DoubleStream.generate(() -> 1).limit(count).toArray();
    }

    private static double[] softmax(double[] z, int n, int classes) {
        double[] p = new double[classes];
        double sum = 0;
        for (int c = 0; c < classes; c++) {
            p[c] = Math.exp(z[n * classes + c]);
            sum += p[c];
        }
        for (int c = 0; c < classes; c++) {
            p[c] /= sum;
        }
        return p;
    }

    @Test
    void areTheSameBytesForEveryCutIntoShardsInEveryOrder() {
        ShardSums whole = observe(0, 6);
        List<ShardSums> cut = List.of(observe(0, 1), observe(1, 2), observe(2, 6));
        assertThat(ShardSums.merge(cut)).isEqualTo(whole);
        assertThat(ShardSums.merge(List.of(cut.get(2), cut.get(0), cut.get(1)))).isEqualTo(whole);
        assertThat(ShardSums.merge(List.of(observe(0, 5), observe(5, 6)))).isEqualTo(whole);
    }

    private ShardSums observe(int from, int to) {
        return new GateStatistics(Curvature.LOSS).observe(CalibrationFixture.calibration(network, 2, from, to));
    }

    @Test
    void refuseStatisticsOfTheBatch() {
        Calibration running = CalibrationFixture.calibration(network, 2, 0, 1);
        Calibration batch = new Calibration(
                running.engine(),
                network,
                running.images(),
                2,
                0,
                1,
                Normalization.BATCH,
                running.precision(),
                0,
                running.progress());
        assertThatThrownBy(() -> new GateStatistics(Curvature.LOSS).observe(batch))
                .hasMessageContaining("batchNorm: running");
    }

    @Test
    void refuseShardsOfAnotherNetwork() {
        Network smaller = Cut.remove(
                network, List.of(Groups.of(network, Set.of()).get(0).units().get(0)));
        assertThatThrownBy(() -> new GateStatistics(Curvature.LOSS).model(smaller, observe(0, 1), null))
                .hasMessageContaining("the network has 13 gates, its shards speak of 14");
    }
}
