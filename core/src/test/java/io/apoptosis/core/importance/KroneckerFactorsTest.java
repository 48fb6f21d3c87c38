package io.apoptosis.core.importance;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.data.Batch;
import io.apoptosis.core.graph.Graph;
import io.apoptosis.core.graph.Network;
import io.apoptosis.core.graph.Node;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.junit.jupiter.api.Test;

/** Against per-image gradients by differences, on a network no two places of which have the same. */
class KroneckerFactorsTest {
    private static final int IMAGES = 12;
    private static final int PLACES = 9;
    private static final Offset<Double> EXACT = Offset.offset(1e-8);

    private final Network network = ExplicitGradients.grouped();
    private final Batch images =
            CalibrationFixture.calibration(network, IMAGES, 0, 1).batch(0);

    /** vec(g a^T) vec(g a^T)^T = g g^T ⊗ a a^T: with one image and one place nothing is approximated. */
    @Test
    void areTheFullFisherMatrixOfALinearLayerAndOneImage() {
        double[][] weight = ExplicitGradients.of(network).ofParameter("fc.weight");
        double[][] bias = ExplicitGradients.of(network).ofParameter("fc.bias");
        Layer fc = layer("fc");
        for (int n = 0; n < 3; n++) {
            KroneckerFactors factors =
                    KroneckerFactors.of(fc, observed(1, n, n + 1)).get(0);
            DMatrixRMaj gradient = new DMatrixRMaj(fc.outputs() * fc.width(), 1);
            for (int i = 0; i < gradient.getNumRows(); i++) {
                int row = i / fc.width();
                int column = i % fc.width();
                gradient.set(i, 0, column == fc.patch() ? bias[n][row] : weight[n][row * fc.patch() + column]);
            }
            DMatrixRMaj fisher = new DMatrixRMaj(gradient.getNumRows(), gradient.getNumRows());
            CommonOps_DDRM.multTransB(gradient, gradient, fisher);
            assertThat(CommonOps_DDRM.kron(factors.gradients(), factors.activations(), null).data)
                    .containsExactly(fisher.data, EXACT);
        }
    }

    /** dL/dy as the gradient by the input of what comes after the convolution. */
    @Test
    void haveTheGradientsOfEveryPlaceOfAGroupedConvolution() {
        HostTensor y = ExplicitGradients.output(upTo("conv2"), images.input());
        double[][] gradients = new ExplicitGradients(after("conv2", y), y, images.labels()).ofInput();
        List<KroneckerFactors> groups = KroneckerFactors.of(layer("conv2"), observed(4, 0, 3));
        assertThat(groups).hasSize(2);
        for (int group = 0; group < 2; group++) {
            double[] expected = new double[4];
            for (double[] g : gradients) {
                for (int place = 0; place < PLACES; place++) {
                    addOuter(
                            expected,
                            new double[] {g[2 * group * PLACES + place], g[(2 * group + 1) * PLACES + place]},
                            1.0 / IMAGES / PLACES);
                }
            }
            assertThat(groups.get(group).gradients().data).containsExactly(expected, EXACT);
        }
    }

    /** A group's patches of 2x2 pixels around each of 3x3 places, outside the image zero, and the bias' one. */
    @Test
    void haveThePatchesOfEveryPlaceOfAGroupedConvolution() {
        double[] x = ExplicitGradients.output(upTo("t1"), images.input()).doubles();
        List<KroneckerFactors> groups = KroneckerFactors.of(layer("conv2"), observed(4, 0, 3));
        for (int group = 0; group < 2; group++) {
            double[] expected = new double[81];
            for (int i = 0; i < IMAGES * PLACES; i++) {
                addOuter(expected, patch(x, i / PLACES, group, i % PLACES / 3 - 1, i % 3 - 1), 1.0 / IMAGES);
            }
            assertThat(groups.get(group).activations().data).containsExactly(expected, EXACT);
        }
    }

    private static double[] patch(double[] x, int image, int group, int top, int left) {
        double[] patch = new double[9];
        for (int i = 0; i < 8; i++) {
            int row = top + i % 4 / 2;
            int column = left + i % 2;
            boolean inside = row >= 0 && row < 2 && column >= 0 && column < 2;
            patch[i] = inside ? x[image * 16 + (2 * group + i / 4) * 4 + row * 2 + column] : 0;
        }
        patch[8] = 1;
        return patch;
    }

    private static void addOuter(double[] sum, double[] v, double factor) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * v[i / v.length] * v[i % v.length];
        }
    }

    private Layer layer(String name) {
        return Layer.of(network).stream()
                .filter(layer -> layer.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private ShardSums observed(int batchSize, int from, int to) {
        return KroneckerPass.observe(CalibrationFixture.calibration(network, batchSize, from, to));
    }

    private Network upTo(String node) {
        Graph graph = network.graph();
        List<Node> nodes = graph.nodes().subList(0, 1 + position(node));
        return new Network(new Graph(graph.input(), graph.inputShape(), nodes, node), network.weights());
    }

    private Network after(String node, HostTensor output) {
        Graph graph = network.graph();
        List<Node> nodes =
                graph.nodes().subList(1 + position(node), graph.nodes().size());
        return new Network(
                new Graph(node, Shape.of(Arrays.copyOfRange(output.shape().dims(), 1, 4)), nodes, graph.output()),
                network.weights());
    }

    private int position(String node) {
        List<String> names = network.graph().nodes().stream().map(Node::name).toList();
        return names.indexOf(node);
    }
}
