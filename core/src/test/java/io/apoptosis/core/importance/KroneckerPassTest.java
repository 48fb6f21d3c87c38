package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Factors against explicit gradients of single images, on a network where these give them away: behind a global mean every place of a
 * convolution has the same adjoint, its bias' gradient over the number of places.
 */
class KroneckerPassTest {
    private static final int IMAGES = 12;
    private static final int PLACES = 36;
    private static final Offset<Double> EXACT = Offset.offset(1e-11);

    private final Network network = network();
    private final ShardSums sums = new KroneckerObd().observe(CalibrationFixture.calibration(network, 4, 0, 3));

    private static Network network() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 6, 6));
        String convolved = b.conv("conv", b.input(), 3, 4, Window.square(3, 1, 1), 1, true);
        return RandomNetworks.of(b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), convolved), 4, 4)), 8);
    }

    @Test
    void gradientFactorsAreMeansOverImagesAndPlaces() {
        double[] conv = new double[16];
        double[] fc = new double[16];
        for (int n = 0; n < IMAGES; n++) {
            addOuter(conv, gradient(n, "conv.bias"), 1.0 / PLACES / PLACES);
            addOuter(fc, gradient(n, "fc.bias"), 1);
        }
        assertThat(mean("gradients.conv")).containsExactly(conv, EXACT);
        assertThat(mean("gradients.fc")).containsExactly(fc, EXACT);
    }

    /** Of the linear layer, from its weight's gradient g a^T; of the convolution, by walking over the padded images. */
    @Test
    void activationFactorsAreMeansOverImagesOfSumsOverPlaces() {
        double[] conv = new double[28 * 28];
        double[] fc = new double[25];
        for (int n = 0; n < IMAGES; n++) {
            double[] g = gradient(n, "fc.bias");
            double[] row = gradient(n, "fc.weight");
            double[] a = {row[0] / g[0], row[1] / g[0], row[2] / g[0], row[3] / g[0], 1};
            addOuter(fc, a, 1);
            for (int place = 0; place < PLACES; place++) {
                addOuter(conv, patch(n, place / 6, place % 6), 1);
            }
        }
        assertThat(mean("activations.fc")).containsExactly(fc, EXACT);
        assertThat(mean("activations.conv")).containsExactly(conv, EXACT);
    }

    private double[] mean(String name) {
        return sums.sums().get(name).map(v -> v / sums.batches()).doubles();
    }

    private double[] gradient(int image, String name) {
        Map<String, HostTensor> taylor = new Taylor()
                .score(CalibrationFixture.calibration(network, 1, image, image + 1))
                .sums();
        double[] products = taylor.get(name).doubles();
        double[] theta = network.weight(name).doubles();
        double[] gradient = new double[theta.length];
        for (int i = 0; i < theta.length; i++) {
            gradient[i] = products[i] / theta[i];
        }
        return gradient;
    }

    private double[] patch(int image, int top, int left) {
        double[] pixels = CalibrationFixture.calibration(network, 1, image, image + 1)
                .batch(image)
                .input()
                .doubles();
        double[] patch = new double[28];
        for (int i = 0; i < 27; i++) {
            int y = top + i % 9 / 3 - 1;
            int x = left + i % 3 - 1;
            boolean inside = y >= 0 && y < 6 && x >= 0 && x < 6;
            patch[i] = inside ? pixels[i / 9 * PLACES + y * 6 + x] : 0;
        }
        patch[27] = 1;
        return patch;
    }

    private static void addOuter(double[] sum, double[] v, double factor) {
        for (int i = 0; i < v.length; i++) {
            for (int j = 0; j < v.length; j++) {
                sum[i * v.length + j] += factor * v[i] * v[j] / IMAGES;
            }
        }
    }
}
