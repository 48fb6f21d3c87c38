package io.apoptosis.core.repair;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.graph.Node;
import io.apoptosis.core.laws.RandomNetworks;
import io.apoptosis.core.op.Conv2d;
import io.apoptosis.core.op.Linear;
import io.apoptosis.core.tensor.DType;
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
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A weight times its layer's features is what the layer computes. */
class LayerRowsTest {
    static Stream<Conv2d> convolutions() {
        return Stream.of(
                new Conv2d(Window.square(3, 1, 1), 1),
                new Conv2d(Window.square(3, 2, 1), 1),
                new Conv2d(Window.square(1, 2, 0), 1),
                new Conv2d(Window.square(3, 1, 1), 2),
                new Conv2d(Window.square(3, 2, 1), 4),
                new Conv2d(new Window(3, 2, 2, 1, new Padding(0, 2, 1, 0), 2, 1), 1));
    }

    @ParameterizedTest
    @MethodSource("convolutions")
    void holdsForConvolutions(Conv2d convolution) {
        Window window = convolution.window();
        HostTensor x = RandomNetworks.normal(Shape.of(2, 4, 7, 6), 1, new Random(1));
        HostTensor weight = RandomNetworks.normal(
                Shape.of(8, 4 / convolution.groups(), window.kernelH(), window.kernelW()), 1, new Random(2));
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Tensor y = scope.conv2d(scope.of(x), scope.of(weight), null, window, convolution.groups());
            check(scope, new Node("n", convolution, List.of("x"), Map.of()), x, weight, scope.read(y));
        }
    }

    @Test
    void holdsForLinearLayers() {
        HostTensor x = RandomNetworks.normal(Shape.of(5, 4), 1, new Random(1));
        HostTensor weight = RandomNetworks.normal(Shape.of(3, 4), 1, new Random(2));
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Tensor y = scope.linear(scope.of(x), scope.of(weight), null);
            check(scope, new Node("n", new Linear(), List.of("x"), Map.of()), x, weight, scope.read(y));
        }
    }

    @Test
    void holdsForLinearLayersOverTokens() {
        HostTensor x = RandomNetworks.normal(Shape.of(5, 6, 4), 1, new Random(1));
        HostTensor weight = RandomNetworks.normal(Shape.of(3, 4), 1, new Random(2));
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            Tensor y = scope.linear(scope.of(x), scope.of(weight), null);
            check(scope, new Node("n", new Linear(), List.of("x"), Map.of()), x, weight, scope.read(y));
        }
    }

    private static void check(Scope scope, Node layer, HostTensor x, HostTensor weight, HostTensor y) {
        LayerRows rows = LayerRows.of(layer);
        List<Tensor> features = rows.features(scope, x);
        List<Tensor> outputs = rows.outputs(scope, y);
        int perGroup = weight.shape().dim(0) / rows.groups();
        Tensor all = scope.reshape(
                scope.of(weight), Shape.of(weight.shape().dim(0), weight.shape().inner(0)));
        for (int g = 0; g < rows.groups(); g++) {
            Tensor part = scope.slice(all, 0, g * perGroup, (g + 1) * perGroup, 1);
            HostTensor product = scope.read(scope.matmul(part, features.get(g)));
            assertThat(product.doubles())
                    .containsExactly(scope.read(outputs.get(g)).doubles(), Offset.offset(1e-12));
        }
    }
}
