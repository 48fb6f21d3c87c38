package io.apoptosis.core.sparse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.graph.Network;
import io.apoptosis.core.model.GraphBuilder;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Shape;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MasksTest {
    private static final HostTensor MASK = HostTensor.of(Shape.of(2, 2), 1f, 0f, 1f, 1f);

    private final Network network = network();

    private static Network network() {
        GraphBuilder b = new GraphBuilder(Shape.of(2));
        Map<String, HostTensor> weights = Map.of(
                "fc.weight",
                HostTensor.of(Shape.of(2, 2), 1f, 2f, 3f, 4f),
                "fc.bias",
                HostTensor.of(Shape.of(2), 5f, 6f));
        return new Network(b.build(b.linear("fc", b.input(), 2, 2)).graph(), weights);
    }

    @Test
    void zeroesWhatGoesAndNothingElse() {
        Network sparse = new Masks(Map.of("fc.weight", MASK)).apply(network);
        assertThat(sparse.weight("fc.weight")).isEqualTo(HostTensor.of(Shape.of(2, 2), 1f, 0f, 3f, 4f));
        assertThat(sparse.weight("fc.bias")).isEqualTo(network.weight("fc.bias"));
    }

    @Test
    void countsWhatIsGone() {
        Masks masks = new Masks(Map.of("fc.weight", MASK));
        assertThat(masks.sparsity()).isEqualTo(0.25);
        assertThat(masks.cut("fc.weight")).isTrue();
        assertThat(Masks.none().cut("fc.weight")).isFalse();
    }

    @Test
    void refusesAMaskOfAnotherShape() {
        Masks wrong = new Masks(Map.of("fc.weight", HostTensor.of(Shape.of(4), 1f, 1f, 1f, 1f)));
        assertThatThrownBy(() -> wrong.apply(network)).hasMessageContaining("a mask");
    }
}
