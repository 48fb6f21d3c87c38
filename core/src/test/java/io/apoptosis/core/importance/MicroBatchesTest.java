package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.Progress;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MicroBatchesTest {
    private static final Network NETWORK = CalibrationFixture.network();

    @Test
    void sumsAreThoseOfTheBatchesOneByOne() {
        ElementScores together = new Oba(CriterionOptions.DEFAULT.expansion()).score(batches(1, 0, 12));
        List<ElementScores> oneByOne = new ArrayList<>();
        for (int batch = 0; batch < 12; batch++) {
            oneByOne.add(new Oba(CriterionOptions.DEFAULT.expansion()).score(batches(1, batch, batch + 1)));
        }

        assertThat(MicroBatches.together(batches(1, 0, 12))).isGreaterThan(12);
        assertThat(together.batches()).isEqualTo(12);
        together.sums().forEach((name, sum) -> {
            double[] expected = new double[sum.size()];
            for (ElementScores one : oneByOne) {
                double[] values = one.sums().get(name).doubles();
                Arrays.setAll(expected, i -> expected[i] + values[i]);
            }
            assertThat(sum.doubles()).as(name).containsExactly(expected, Offset.offset(1e-12));
        });
    }

    @Test
    void batchesWithStatisticsOfTheirOwnStayAsTheyAre() {
        Calibration running = batches(1, 0, 12);

        assertThat(MicroBatches.together(new Calibration(
                        running.engine(),
                        NETWORK,
                        running.images(),
                        1,
                        0,
                        12,
                        Normalization.BATCH,
                        DType.FLOAT64,
                        0,
                        Progress.NONE)))
                .isEqualTo(1);
    }

    @Test
    void largeBatchesAndLargeNetworksStayAsTheyAre() {
        assertThat(MicroBatches.together(batches(256, 0, 1))).isEqualTo(1);
        assertThat(MicroBatches.together(of(architecture("resnet32", 10), 64))).isEqualTo(1);
        assertThat(MicroBatches.together(of(architecture("resnet32", 10), 16))).isBetween(2, 4);
        assertThat(MicroBatches.together(of(architecture("vgg16_bn", 1000), 8))).isEqualTo(1);
    }

    private static Network architecture(String name, int classes) {
        return Architectures.named(name, classes).unloaded();
    }

    private static Calibration batches(int size, int from, int to) {
        return CalibrationFixture.calibration(NETWORK, size, from, to);
    }

    private static Calibration of(Network network, int batchSize) {
        Calibration some = batches(1, 0, 1);
        return new Calibration(
                some.engine(),
                network,
                some.images(),
                batchSize,
                0,
                20,
                Normalization.RUNNING,
                DType.FLOAT32,
                0,
                Progress.NONE);
    }
}
