package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.Calibration;
import io.apoptosis.core.importance.CalibrationFixture;
import io.apoptosis.core.importance.ExplicitGradients;
import io.apoptosis.core.importance.Obd;
import io.apoptosis.core.importance.ScoreNormalization;
import io.apoptosis.core.importance.ShardSums;
import io.apoptosis.core.importance.Taylor;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChitaTest {
    private static final int IMAGES = 12;

    private final Network network = CalibrationFixture.network();
    private final SparseWeights all = SparseWeights.of(network);

    /** A row of a batch of one, times the weights, is the Taylor term of that image. */
    @Test
    void rowsAreTheImagesOwnGradients() {
        GradientRows rows = GradientRows.of(observed(0, IMAGES));
        assertThat(rows.rows()).hasSize(IMAGES);
        FlatWeights flat = new FlatWeights(network);
        for (int n = 0; n < IMAGES; n++) {
            Map<String, HostTensor> taylor = new Taylor()
                    .score(CalibrationFixture.calibration(network, 1, n, n + 1))
                    .sums();
            double[] row = new double[rows.rows().get(n).length];
            for (int i = 0; i < row.length; i++) {
                row[i] = rows.rows().get(n)[i];
            }
            flat.tensors(row).forEach((name, gradient) -> {
                double[] theta = network.weight(name).doubles();
                for (int i = 0; i < theta.length; i++) {
                    assertThat(gradient[i] * theta[i])
                            .as(name)
                            .isCloseTo(taylor.get(name).doubles()[i], Offset.offset(1e-6));
                }
            });
        }
    }

    /** 1/2 theta^2 of the mean squared rows is what OBD says. */
    @Test
    void theirProductsHaveTheFisherDiagonalThatObdUses() {
        List<float[]> rows = GradientRows.of(observed(0, IMAGES)).rows();
        double[] diagonal = new double[rows.get(0).length];
        rows.forEach(row -> {
            for (int i = 0; i < row.length; i++) {
                diagonal[i] += (double) row[i] * row[i] / rows.size();
            }
        });
        Map<String, HostTensor> obd = new Obd()
                .score(CalibrationFixture.calibration(network, IMAGES, 0, 1))
                .sums();
        new FlatWeights(network).tensors(diagonal).forEach((name, fisher) -> {
            double[] theta = network.weight(name).doubles();
            for (int i = 0; i < theta.length; i++) {
                assertThat(theta[i] * theta[i] * fisher[i] / 2)
                        .isCloseTo(obd.get(name).doubles()[i], Offset.offset(1e-6));
            }
        });
    }

    /**
     * Q = 1/2 v^T (F + lambda) v, F = mean g g^T of gradients by differences, written out; blocks of 7 weights begin anew in every tensor, the
     * others of F are zero. Lambda is a share of F's mean diagonal.
     */
    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void isTheQuadraticOfTheFisherMatrixByDifferences(int blockSize) {
        Network smooth = ExplicitGradients.grouped();
        double[][] gradients = GradientRowsTest.perImage(smooth);
        FlatWeights flat = new FlatWeights(smooth);
        LocalQuadratic model = new Chita(0.1, blockSize)
                .model(
                        flat,
                        GradientRows.of(new Chita(0.1, blockSize)
                                .observe(CalibrationFixture.calibration(smooth, 1, 0, IMAGES))));
        double[] c = flat.values();
        double[] w = new Random(3).doubles(c.length, -1, 1).toArray();
        int[] block = IntStream.of(12, 32, 144)
                .flatMap(size -> IntStream.range(0, size).map(i -> blockSize == 0 ? 0 : 1000 * size + i / blockSize))
                .toArray();
        double form = 0;
        double trace = 0;
        double norm = 0;
        for (int i = 0; i < c.length; i++) {
            for (int j = 0; j < c.length; j++) {
                for (int n = 0; n < IMAGES; n++) {
                    double f = gradients[n][i] * gradients[n][j] / IMAGES;
                    form += block[i] == block[j] ? (w[i] - c[i]) * f * (w[j] - c[j]) : 0;
                    trace += i == j ? f : 0;
                }
            }
            norm += (w[i] - c[i]) * (w[i] - c[i]);
        }
        assertThat(model.at(w)).isCloseTo((form + 0.1 * trace / c.length * norm) / 2, Offset.offset(1e-6 * form));
    }

    @Test
    void shardsAddUpToAllRowsInOrder() {
        ShardSums merged = ShardSums.merge(List.of(observed(0, 3), observed(3, 4), observed(4, IMAGES)));
        assertThat(merged).isEqualTo(observed(0, IMAGES));
        assertThat(GradientRows.of(merged).images()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"0.5, 0", "0.9, 0", "0.5, 50", "0.9, 50"})
    void isNoWorseThanTheMagnitudesSupportWithItsBestWeights(double sparsity, int blockSize) {
        Chita chita = new Chita(0.1, blockSize);
        ShardSums total = observed(0, IMAGES);
        Sparse sparse = chita.prune(network, total, all, sparsity);
        assertThat(sparse.masks().sparsity()).isCloseTo(sparsity, Offset.offset(1e-3));
        assertThat(all.sparsity(sparse.network())).isCloseTo(sparsity, Offset.offset(1e-3));

        FlatWeights flat = new FlatWeights(network);
        LocalQuadratic model = chita.model(flat, GradientRows.of(total));
        Masks magnitudes = GlobalThreshold.masks(
                network, WeightScores.of(network, flat.weights(), all, ScoreNormalization.NONE, false), sparsity);
        double reached = model.at(new FlatWeights(sparse.network()).values());
        double start = model.at(model.solved(flat.kept(magnitudes)));
        assertThat(reached).isLessThanOrEqualTo(start + 1e-6 * Math.abs(start));
        if (blockSize > 0) {
            assertThat(sparse.masks()).isNotEqualTo(magnitudes);
            assertThat(reached).isLessThan(start);
        }
        assertThat(chita.prune(network, total, all, sparsity).network().weights())
                .isEqualTo(sparse.network().weights());
    }

    @Test
    void leavesSkippedLayersTheirWeights() {
        Sparse sparse = new Chita(0.1, 0)
                .prune(network, observed(0, IMAGES), all.without(List.of("fc", "conv1"), network), 0.5);
        assertThat(sparse.masks().cut("fc.weight")).isFalse();
        assertThat(sparse.masks().cut("conv1.weight")).isFalse();
        assertThat(sparse.masks().sparsity()).isCloseTo(0.5, Offset.offset(1e-3));
    }

    @Test
    void needsImagesThatDoNotSeeEachOther() {
        Calibration calibration = CalibrationFixture.calibration(network, 2, 0, 1);
        Calibration mixed = new Calibration(
                calibration.engine(),
                network,
                calibration.images(),
                2,
                0,
                1,
                Normalization.BATCH,
                calibration.precision(),
                calibration.seed(),
                calibration.progress());
        assertThatThrownBy(() -> new Chita(0.1, 0).observe(mixed)).hasMessageContaining("needs batchNorm: running");
    }

    private ShardSums observed(int from, int to) {
        return new Chita(0.1, 0).observe(CalibrationFixture.calibration(network, 1, from, to));
    }
}
