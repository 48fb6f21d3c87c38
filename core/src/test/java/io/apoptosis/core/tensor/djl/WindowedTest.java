package io.apoptosis.core.tensor.djl;

import static io.apoptosis.core.tensor.djl.StagingTest.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against loops in plain Java. */
class WindowedTest {
    private static final Shape IMAGES = Shape.of(2, 4, 7, 6);

    private final Scope scope = new DjlEngine().open(DType.FLOAT64);

    @AfterEach
    void close() {
        scope.close();
    }

    static Stream<Window> windows() {
        return Stream.of(
                Window.square(3, 1, 1),
                Window.square(3, 2, 1),
                Window.square(1, 2, 0),
                new Window(2, 3, 2, 1, new Padding(1, 1, 0, 0), 1, 1),
                new Window(3, 2, 1, 2, new Padding(0, 2, 1, 0), 1, 1),
                new Window(2, 2, 1, 1, Padding.same(2), 1, 1));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void shouldConvolve(Window window) {
        for (int groups : new int[] {1, 2, 4}) {
            check(window, groups, noise(Shape.of(8), 5).as(DType.FLOAT64));
            check(window, groups, null);
        }
    }

    @Test
    void shouldConvolveWithDilation() {
        check(new Window(2, 3, 1, 1, new Padding(2, 2, 1, 1), 3, 2), 1, null);
    }

    private void check(Window window, int groups, @Nullable HostTensor bias) {
        HostTensor x = noise(IMAGES, 3).as(DType.FLOAT64);
        HostTensor weight = noise(Shape.of(8, 4 / groups, window.kernelH(), window.kernelW()), 4)
                .as(DType.FLOAT64);
        Tensor y = scope.conv2d(scope.of(x), scope.of(weight), bias == null ? null : scope.of(bias), window, groups);
        Shape shape = Shape.of(2, 8, window.outH(7), window.outW(6));
        assertThat(y.shape()).isEqualTo(shape);
        assertThat(scope.read(y).doubles())
                .containsExactly(ReferenceLoops.convolution(x, weight, bias, window, groups), within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void shouldTakeTheMaximumOfEachWindow(Window window) {
        HostTensor x = noise(IMAGES, 6).as(DType.FLOAT64);
        Tensor y = scope.maxPool2d(scope.of(x), window);
        assertThat(y.shape()).isEqualTo(Shape.of(2, 4, window.outH(7), window.outW(6)));
        assertThat(scope.read(y).doubles()).containsExactly(ReferenceLoops.maximum(x, window), within(1e-15));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void shouldCountPaddingAsZerosInTheMean(Window window) {
        HostTensor x = noise(IMAGES, 7).as(DType.FLOAT64);
        Tensor y = scope.avgPool2d(scope.of(x), window);
        assertThat(scope.read(y).doubles()).containsExactly(ReferenceLoops.mean(x, window), within(1e-14));
    }

    @Test
    void shouldRefuseDilatedPooling() {
        Tensor x = scope.of(noise(IMAGES, 8));
        Window dilated = new Window(2, 2, 1, 1, Padding.NONE, 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scope.maxPool2d(x, dilated))
                .withMessageContaining("dilated");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> scope.avgPool2d(x, dilated))
                .withMessageContaining("dilated");
    }
}
