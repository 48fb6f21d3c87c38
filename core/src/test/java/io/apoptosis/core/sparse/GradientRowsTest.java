package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.importance.CalibrationFixture;
import io.apoptosis.core.importance.ExplicitGradients;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against gradients by differences. Rows are float32. */
class GradientRowsTest {
    private final Network network = ExplicitGradients.grouped();

    /** Biases are not among them. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void areTheMeansOfEachBatchsImages(int batchSize) {
        double[][] images = perImage(network);
        List<float[]> rows = GradientRows.of(GradientRows.observe(
                        CalibrationFixture.calibration(network, batchSize, 0, images.length / batchSize)))
                .rows();
        assertThat(rows).hasSize(images.length / batchSize);
        for (int b = 0; b < rows.size(); b++) {
            int from = b * batchSize;
            double[] mean = new double[images[0].length];
            Arrays.setAll(
                    mean,
                    i -> IntStream.range(from, from + batchSize)
                            .mapToDouble(n -> images[n][i] / batchSize)
                            .sum());
            float[] row = rows.get(b);
            assertThat(IntStream.range(0, row.length).mapToDouble(i -> row[i]).toArray())
                    .containsExactly(mean, Offset.offset(1e-6));
        }
    }

    /** (images, weights of all convolutions and linear layers). */
    static double[][] perImage(Network network) {
        ExplicitGradients gradients = ExplicitGradients.of(network);
        List<double[][]> tensors = List.of("conv1.weight", "conv2.weight", "fc.weight").stream()
                .map(gradients::ofParameter)
                .toList();
        return IntStream.range(0, tensors.get(0).length)
                .mapToObj(n -> tensors.stream()
                        .flatMapToDouble(tensor -> DoubleStream.of(tensor[n]))
                        .toArray())
                .toArray(double[][]::new);
    }
}
