package io.apoptosis.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.io.Logits;
import io.apoptosis.core.io.OnnxModel;
import io.apoptosis.core.io.onnx.OnnxReader;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.BatchNorm2d;
import io.apoptosis.core.op.GlobalAvgPool;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FoldedNormsTest {
    private static final Network RESNET = RandomNetworks.of(Architectures.named("resnet20", 10), 3);

    @Test
    void theFunctionStaysWithoutANorm() {
        Network folded = FoldedNorms.of(RESNET);

        assertThat(folded.graph().nodes())
                .hasSize(RESNET.graph().nodes().size() - 19)
                .noneMatch(node -> node.operator() instanceof BatchNorm2d);
        requireSame(RESNET, folded);
    }

    @Test
    void initializersKeepTheirNamesInOnnxAndComeBack() {
        Network again = OnnxReader.read(OnnxModel.write(FoldedNorms.of(RESNET)));

        assertThat(again.weights())
                .containsKeys("layer1.0.conv1.weight", "layer1.0.conv1.bias")
                .doesNotContainKey("layer1.0.bn1.weight");
        requireSame(RESNET, again);
    }

    @Test
    void aBiasOfTheConvolutionIsTakenAlongAndANormElsewhereStays() {
        GraphBuilder b = new GraphBuilder(Shape.of(3, 8, 8));
        String first = b.batchNorm("n0", b.input(), 3);
        String x = b.batchNorm("n1", b.conv("c", first, 3, 4, Window.square(3, 1, 1), 1, true), 4);
        Network network = RandomNetworks.of(b.build(b.linear("fc", b.node("pool", new GlobalAvgPool(), x), 4, 5)), 2);

        Network folded = FoldedNorms.of(network);

        assertThat(folded.graph().nodes()).extracting(Node::name).containsExactly("n0", "n1", "pool", "fc");
        assertThat(folded.weights()).containsKeys("c.weight", "c.bias", "n0.running_mean");
        requireSame(network, folded);
    }

    private static void requireSame(Network expected, Network network) {
        HostTensor drawn = RandomNetworks.normal(
                Shape.of(
                        2,
                        3,
                        network.graph().inputShape().dim(1),
                        network.graph().inputShape().dim(2)),
                1,
                new Random(1));
        HostTensor images = HostTensor.of(drawn.shape(), drawn.floats());
        float[] logits = Logits.ours(expected, images).floats();
        float largest = 0;
        for (float logit : logits) {
            largest = Math.max(largest, Math.abs(logit));
        }
        assertThat(Logits.ours(network, images).floats()).containsExactly(logits, within(1e-5f * largest));
    }
}
