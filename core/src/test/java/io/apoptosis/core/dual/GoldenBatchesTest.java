package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channel sums over four batches of training images, against the authors' and our definitions. */
@Tag("slow")
class GoldenBatchesTest {
    private static final Path TRAIN =
            Path.of(System.getProperty("apoptosis.root"), "examples/data/cifar10-sample/train.bin");
    private static final double[] MEAN = {0.485, 0.456, 0.406};
    private static final double[] STD = {0.229, 0.224, 0.225};
    private static final int IMAGES = 64;
    private static final int PLANE = 32 * 32;

    @ParameterizedTest
    @CsvSource({"eval, RUNNING", "batchstats, BATCH"})
    void eachMethodOnABatchOfItsOwn(String statistics, Normalization normalization) throws IOException {
        Map<String, HostTensor> golden = GoldenNetworks.shared("resnet20_train4_" + statistics);
        byte[] records = Files.readAllBytes(TRAIN);
        assertChannels("T1.", Expansion.of(Terms.FIRST), normalization, batch(records, 0), 0, golden);
        assertChannels("T2.", Expansion.of(Terms.SECOND), normalization, batch(records, IMAGES), 1, golden);
        assertChannels("alg1.", LayerwiseGradientTest.OURS, normalization, batch(records, 2 * IMAGES), 2, golden);
        assertChannels("ref.", LayerwiseGradientTest.AUTHORS, normalization, batch(records, 3 * IMAGES), 3, golden);
    }

    /** In float64, as the vectors were computed: what training reads is rounded to float32. */
    private static Batch batch(byte[] records, int from) {
        double[] pixels = new double[IMAGES * 3 * PLANE];
        int[] labels = new int[IMAGES];
        for (int n = 0; n < IMAGES; n++) {
            int at = (from + n) * (1 + 3 * PLANE);
            labels[n] = records[at];
            for (int i = 0; i < 3 * PLANE; i++) {
                double value = (records[at + 1 + i] & 0xff) / 255.0;
                pixels[n * 3 * PLANE + i] = (value - MEAN[i / PLANE]) / STD[i / PLANE];
            }
        }
        return new Batch(HostTensor.of(Shape.of(IMAGES, 3, 32, 32), pixels), labels);
    }

    private static void assertChannels(
            String prefix,
            Expansion expansion,
            Normalization normalization,
            Batch batch,
            int row,
            Map<String, HostTensor> golden) {
        Network network = GoldenNetworks.resnet20();
        Map<String, double[]> scores =
                GoldenNetworks.scores(network, expansion, normalization, batch.input(), batch.labels());
        scores.forEach((name, score) -> {
            if (name.endsWith(".weight") && network.weight(name).shape().rank() > 1) {
                HostTensor elements = HostTensor.of(network.weight(name).shape(), score);
                String layer = prefix + name.substring(0, name.length() - ".weight".length());
                double[] out = elements.sumOverAllBut(0);
                if (scores.containsKey("linear.bias") && layer.endsWith("linear")) {
                    double[] bias = scores.get("linear.bias");
                    IntStream.range(0, out.length).forEach(i -> out[i] += bias[i]);
                }
                HostTensor magnitudes = elements.map(Math::abs);
                assertClose(
                        elements.sumOverAllBut(1), golden.get(layer + ".in"), row, magnitudes.sumOverAllBut(1), layer);
                assertClose(out, golden.get(layer + ".out"), row, magnitudes.sumOverAllBut(0), layer);
            }
        });
    }

    /**
     * Relative to the sums of magnitudes: in front of a batch's own statistics a filter's scale does not matter, so that its scores cancel
     * to nothing.
     */
    private static void assertClose(double[] actual, HostTensor golden, int row, double[] magnitudes, String layer) {
        double[] expected = golden.select(0, new int[] {row}).doubles();
        double scale = Arrays.stream(magnitudes).max().orElse(1);
        assertThat(actual).as("%s, batch %d", layer, row).containsExactly(expected, Offset.offset(1e-10 * scale));
    }
}
