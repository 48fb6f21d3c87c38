package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.op.Execution.Normalization;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The law of patches and places: the weight's gradient is the sum over samples and places of adjoint times patch. */
class LinearMapTest {
    private final Random random = new Random(3);

    @Test
    void holdsForConvolutions() {
        holds(new Conv2d(Window.square(3, 1, 1), 1), Shape.of(2, 3, 5, 5), Shape.of(4, 3, 3, 3));
    }

    @Test
    void holdsForStrideDilationAndUnequalPadding() {
        Window window = new Window(3, 2, 2, 1, new Padding(1, 0, 2, 1), 1, 2);
        holds(new Conv2d(window, 1), Shape.of(2, 2, 6, 5), Shape.of(3, 2, 3, 2));
    }

    @Test
    void holdsInGroups() {
        holds(new Conv2d(Window.square(3, 1, 1), 2), Shape.of(2, 4, 4, 4), Shape.of(6, 2, 3, 3));
    }

    @Test
    void holdsForLinearLayers() {
        holds(new Linear(), Shape.of(3, 5), Shape.of(4, 5));
    }

    @Test
    void holdsForLinearLayersOverTokens() {
        holds(new Linear(), Shape.of(3, 2, 5), Shape.of(4, 5));
    }

    private <T extends Operator & LinearMap> void holds(T layer, Shape input, Shape weight) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64);
                Gradients gradients = scope.record()) {
            Tensor x = scope.of(RandomNetworks.normal(input, 1, random));
            Tensor w = scope.variable(scope.of(RandomNetworks.normal(weight, 1, random)));
            Execution execution = new Execution(scope, Normalization.RUNNING);
            Tensor y = layer.apply(new Operands<>(List.of(x), Map.of("weight", w)), execution);
            Tensor adjoint = scope.of(RandomNetworks.normal(y.shape(), 1, random));
            int[] all = IntStream.range(0, y.shape().rank()).toArray();
            gradients.backward(scope.sum(scope.mul(y, adjoint), all, false));
            HostTensor expected = scope.read(gradients.of(w));

            Tensor places = layer.places(scope, adjoint);
            Tensor patches = scope.transpose(layer.patches(scope, x, weight), 0, 1, 3, 2);
            Tensor products = scope.sum(scope.matmul(places, patches), new int[] {0}, false);
            assertThat(scope.read(products).doubles()).containsExactly(expected.doubles(), Offset.offset(1e-10));
        }
    }
}
