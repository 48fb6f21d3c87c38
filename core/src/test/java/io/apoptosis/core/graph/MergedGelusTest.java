package io.apoptosis.core.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.io.Logits;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.model.Architecture;
import io.apoptosis.core.model.Architectures;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.op.Affine;
import io.apoptosis.core.op.Erf;
import io.apoptosis.core.op.Gelu;
import io.apoptosis.core.op.Mul;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MergedGelusTest {
    private static final int WIDTH = 4;

    @Test
    void shouldMergeEveryGeluOfATransformer() {
        Graph graph = Architectures.named("vit_tiny_patch16_224", 10).graph();

        Graph merged = MergedGelus.of(graph);

        assertThat(merged.nodes())
                .hasSize(graph.nodes().size() - 3 * 12)
                .noneMatch(node -> node.operator() instanceof Erf)
                .filteredOn(node -> node.operator() instanceof Gelu)
                .hasSize(12);
    }

    @Test
    void shouldLeaveTheFunctionAsItIs() {
        Network network = RandomNetworks.of(gelu(Math.sqrt(0.5), 0.5, false), 3);
        Network merged = new Network(MergedGelus.of(network.graph()), network.weights());

        assertThat(merged.graph().nodes()).hasSize(3);
        HostTensor rows = RandomNetworks.normal(Shape.of(5, WIDTH), 1, new Random(4));
        assertThat(Logits.ours(merged, rows).doubles())
                .containsExactly(Logits.ours(network, rows).doubles(), within(1e-6));
    }

    @Test
    void shouldNotMergeWhatIsOnlySimilar() {
        assertThat(MergedGelus.of(gelu(0.7, 0.5, false).graph()).nodes()).hasSize(6);
        assertThat(MergedGelus.of(gelu(Math.sqrt(0.5), 1, false).graph()).nodes())
                .hasSize(6);
    }

    @Test
    void shouldNotMergeWhereAPartIsReadElsewhere() {
        assertThat(MergedGelus.of(gelu(Math.sqrt(0.5), 0.5, true).graph()).nodes())
                .noneMatch(node -> node.operator() instanceof Gelu);
    }

    private static Architecture gelu(double inside, double share, boolean isReadElsewhere) {
        GraphBuilder b = new GraphBuilder(Shape.of(WIDTH));
        String x = b.linear("first", b.input(), WIDTH, WIDTH);
        String erf = b.node("erf", new Erf(), b.node("in", new Affine(inside, 0), x));
        String y = b.node("gelu", new Mul(), x, b.node("share", new Affine(share, share), erf));
        return b.build(b.linear("last", isReadElsewhere ? b.node("again", new Mul(), y, erf) : y, WIDTH, 3));
    }
}
