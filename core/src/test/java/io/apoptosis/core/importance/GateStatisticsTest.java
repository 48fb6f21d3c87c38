package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.coupling.Groups;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.GateCurvature.Full;
import io.apoptosis.core.importance.GateCurvature.Rows;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.prune.Cut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
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
                change += removed[j] ? 0.5 * ((Full) model.curvature()).matrix()[i * removed.length + j] : 0;
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
        return observe(new GateStatistics(Curvature.LOSS), from, to);
    }

    /** The fixture has four classes, so that its rows are no sample. */
    @ParameterizedTest
    @EnumSource(Curvature.class)
    void areTheSameModelByRows(Curvature curvature) {
        GateModel full = model(new GateStatistics(curvature), List.of(0, 6));
        GateModel factored = model(new GateStatistics(curvature, 13), List.of(0, 6));
        Rows rows = (Rows) factored.curvature();
        assertThat(rows.count()).isEqualTo(12 * 4);
        double[] product = new double[14 * 14];
        for (Rows.Row row : rows.rows()) {
            for (int i = 0; i < product.length; i++) {
                product[i] += row.at(i / 14) * row.at(i % 14) / 12;
            }
        }
        double[] matrix = ((Full) full.curvature()).matrix();
        assertThat(product)
                .containsExactly(
                        matrix, Offset.offset(1e-6 * Arrays.stream(matrix).max().orElseThrow()));
        assertThat(factored.gradient()).containsExactly(full.gradient());
        assertThat(rows.diagonal()).containsExactly(full.curvature().diagonal(), Offset.offset(1e-6));
    }

    @Test
    void areTheSameRowsForEveryCutIntoShards() {
        GateStatistics statistics = new GateStatistics(Curvature.LOSS, 13);
        ShardSums whole = observe(statistics, 0, 6);
        assertThat(ShardSums.merge(List.of(observe(statistics, 2, 6), observe(statistics, 0, 2))))
                .isEqualTo(whole);
        assertThat(ShardSums.of(whole.tensors())).isEqualTo(whole);
    }

    private GateModel model(GateStatistics statistics, List<Integer> range) {
        return statistics.model(network, observe(statistics, range.get(0), range.get(1)), null);
    }

    private ShardSums observe(GateStatistics statistics, int from, int to) {
        return statistics.observe(CalibrationFixture.calibration(network, 2, from, to));
    }

    /** ViT-B/16's 36,864: 4 K M bytes of rows and FactorSurgeon's 24 K^2, for 512 images and for the most rows that are taken. */
    @Test
    void takeTheMemoryThatTheGuideStates() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "criteria.md")))
                .contains("**%.3f GiB**".formatted(gibOfViT(512 * SampledRows.PER_IMAGE)))
                .contains("**%.3f GiB**".formatted(gibOfViT(GateStatistics.MOST_ROWS)))
                .contains("%d units".formatted(GateStatistics.MOST_GATES))
                .contains("%d images".formatted(GateStatistics.MOST_ROWS / SampledRows.PER_IMAGE));
    }

    private static double gibOfViT(long rows) {
        return (4 * rows * 36_864 + 24 * rows * rows) / 0x1p30;
    }

    @Test
    void refuseMoreRowsThanCanBeHandledBeforeTheFirstPass() {
        Calibration many = CalibrationFixture.calibration(network, 2, 1023, 1025);
        assertThatThrownBy(() -> new GateStatistics(Curvature.LOSS, 13).observe(many))
                .hasMessageContaining("14 prunable units are described by rows, 4 for each of 2050 images")
                .hasMessageContaining("use fewer batches");
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
