package io.apoptosis.core.dual;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.data.Cifar;
import io.apoptosis.core.data.ImageSet;
import io.apoptosis.core.data.PixelScale;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.HostTensor;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Channel sums over four batches of training images, read and normalized by our own code, against the authors' and our definitions. */
@Tag("slow")
class GoldenBatchesTest {
    private static final Path TRAIN =
            Path.of(System.getProperty("apoptosis.root"), "examples/data/cifar10-sample/train.bin");

    @ParameterizedTest
    @CsvSource({"eval, RUNNING", "batchstats, BATCH"})
    void everyMethodOnTrainingImages(String statistics, Normalization normalization) {
        Map<String, HostTensor> golden = GoldenNetworks.shared("resnet20_train4_" + statistics);
        ImageSet images = Cifar.CIFAR10.read(
                TRAIN, new PixelScale(new double[] {0.485, 0.456, 0.406}, new double[] {0.229, 0.224, 0.225}));
        for (int b = 0; b < 4; b++) {
            Batch batch = images.batch(IntStream.range(b * 64, (b + 1) * 64).toArray());
            assertChannels("T2.", Expansion.of(Terms.SECOND), normalization, batch, b, golden);
            assertChannels("alg1.", LayerwiseGradientTest.OURS, normalization, batch, b, golden);
            assertChannels("ref.", LayerwiseGradientTest.AUTHORS, normalization, batch, b, golden);
        }
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
                assertClose(elements.sumOverAllBut(1), golden.get(layer + ".in"), row, layer);
                assertClose(out, golden.get(layer + ".out"), row, layer);
            }
        });
    }

    private static void assertClose(double[] actual, HostTensor golden, int row, String layer) {
        double[] expected = golden.select(0, new int[] {row}).doubles();
        assertThat(GoldenNetworks.relativeError(actual, expected))
                .as("%s, batch %d", layer, row)
                .isLessThan(1e-6);
    }
}
