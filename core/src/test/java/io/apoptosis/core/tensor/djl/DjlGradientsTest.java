package io.apoptosis.core.tensor.djl;

import static io.apoptosis.core.tensor.djl.StagingTest.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DjlGradientsTest {
    private static final Shape IMAGES = Shape.of(2, 4, 5, 5);

    private final DjlEngine engine = new DjlEngine();

    /** Functions of one (2, 4, 5, 5) tensor that is away from the kinks. */
    private static Map<String, BiFunction<Scope, Tensor, Tensor>> functions() {
        Map<String, BiFunction<Scope, Tensor, Tensor>> all = new TreeMap<>();
        Window lopsided = new Window(3, 2, 2, 1, new Padding(0, 2, 1, 0), 1, 1);
        all.put("add", (s, x) -> s.add(s.mul(x, x), fixed(s, Shape.of(4, 1, 1))));
        all.put("sub", (s, x) -> s.sub(fixed(s, IMAGES), s.mul(x, x)));
        all.put("mul", (s, x) -> s.mul(x, fixed(s, Shape.of(1, 4, 1, 1))));
        all.put("div", (s, x) -> s.div(fixed(s, IMAGES), s.shift(s.mul(x, x), 1)));
        all.put("scale", (s, x) -> s.scale(x, 0.1));
        all.put("exp", Scope::exp);
        all.put("sqrt", (s, x) -> s.sqrt(s.shift(s.mul(x, x), 1)));
        all.put("linearized", (s, x) -> {
            Tensor still = s.constant(x);
            Tensor squared = s.mul(still, still);
            Tensor twice = s.scale(x, 2);
            // x^3 of x and of 2 x: a slope for each.
            return s.linearized(
                    s.scale(s.mul(squared, still), 9),
                    List.of(x, twice),
                    List.of(s.scale(squared, 3), s.scale(squared, 12)));
        });
        all.put("relu", Scope::relu);
        all.put("clip", (s, x) -> s.clip(x, -1, 0.7));
        all.put("matmul", (s, x) -> s.matmul(s.reshape(x, Shape.of(2, 20, 5)), s.reshape(x, Shape.of(2, 5, 20))));
        all.put("linear", (s, x) -> s.linear(s.reshape(x, Shape.of(2, 100)), fixed(s, Shape.of(3, 100)), null));
        all.put("linear weight", (s, x) -> s.linear(fixed(s, Shape.of(3, 100)), s.reshape(x, Shape.of(2, 100)), null));
        all.put("convolution", (s, x) -> s.conv2d(x, fixed(s, Shape.of(6, 2, 3, 2)), null, lopsided, 2));
        all.put(
                "convolution weight",
                (s, x) -> s.conv2d(fixed(s, Shape.of(3, 4, 6, 6)), x, null, Window.square(5, 1, 1), 1));
        all.put("max pool", (s, x) -> s.maxPool2d(x, lopsided));
        all.put("average pool", (s, x) -> s.avgPool2d(x, lopsided));
        all.put(
                "batch norm",
                (s, x) -> s.batchNormTraining(
                        x, fixed(s, Shape.of(4)), fixed(s, Shape.of(4)), zeros(s), zeros(s), 0.1, 1e-5));
        all.put("transpose", (s, x) -> s.mul(s.transpose(x, 1, 0, 3, 2), s.transpose(x, 1, 0, 3, 2)));
        all.put("concat", (s, x) -> s.concat(List.of(x, s.mul(x, x)), 1));
        all.put(
                "split",
                (s, x) -> s.mul(s.split(x, 0, 1, 1).get(0), s.split(x, 0, 1, 1).get(1)));
        all.put("slice", (s, x) -> s.slice(s.slice(x, 2, 0, 5, 2), 3, 1, 5, 3));
        all.put("pad", (s, x) -> s.pad(x, 1, 2, 1));
        all.put("mean", (s, x) -> s.mean(s.mul(x, x), new int[] {2, 3}, true));
        all.put("log softmax", (s, x) -> s.logSoftmax(x, 1));
        return all;
    }

    private static Tensor fixed(Scope scope, Shape shape) {
        return scope.of(noise(shape, 41));
    }

    private static Tensor zeros(Scope scope) {
        return scope.of(HostTensor.zeros(DType.FLOAT64, Shape.of(4)));
    }

    @TestFactory
    Stream<DynamicTest> shouldEqualCentralDifferences() {
        return functions().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(each.getKey(), () -> checkGradient(each.getValue())));
    }

    private void checkGradient(BiFunction<Scope, Tensor, Tensor> function) {
        HostTensor x = noise(IMAGES, 17).as(DType.FLOAT64);
        HostTensor direction = noise(IMAGES, 18).as(DType.FLOAT64);
        double step = 1e-6;
        double expected =
                (value(function, moved(x, direction, step)) - value(function, moved(x, direction, -step))) / (2 * step);
        double[] gradient = gradient(function, x).doubles();
        double slope = IntStream.range(0, gradient.length)
                .mapToDouble(i -> gradient[i] * direction.doubles()[i])
                .sum();
        assertThat(slope).isCloseTo(expected, within(1e-7 * (1 + Math.abs(expected))));
    }

    private static HostTensor moved(HostTensor x, HostTensor direction, double step) {
        double[] values = x.doubles().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] += step * direction.doubles()[i];
        }
        return HostTensor.of(x.shape(), values);
    }

    private double value(BiFunction<Scope, Tensor, Tensor> function, HostTensor x) {
        try (Scope scope = engine.open(DType.FLOAT64)) {
            return scope.read(weighted(scope, function.apply(scope, scope.of(x))))
                    .doubles()[0];
        }
    }

    private HostTensor gradient(BiFunction<Scope, Tensor, Tensor> function, HostTensor x) {
        try (Scope scope = engine.open(DType.FLOAT64);
                Gradients gradients = scope.record()) {
            Tensor leaf = scope.variable(scope.of(x));
            gradients.backward(weighted(scope, function.apply(scope, leaf)));
            return scope.read(gradients.of(leaf));
        }
    }

    /** A different weight on every output, so that no mistake cancels in the sum. */
    private static Tensor weighted(Scope scope, Tensor y) {
        Tensor weights = scope.of(noise(y.shape(), 23));
        return scope.sum(
                scope.mul(y, weights), IntStream.range(0, y.shape().rank()).toArray(), false);
    }

    @Test
    void shouldNotAccumulateOverBatches() {
        try (Scope scope = engine.open(DType.FLOAT64)) {
            Tensor weight = scope.of(HostTensor.of(Shape.of(2), 3.0, 4.0));
            for (int batch = 0; batch < 3; batch++) {
                try (Scope inner = scope.child();
                        Gradients gradients = inner.record()) {
                    Tensor leaf = inner.variable(weight);
                    gradients.backward(inner.sum(inner.mul(leaf, leaf), new int[] {0}, false));
                    assertThat(inner.read(gradients.of(leaf)).doubles()).containsExactly(6.0, 8.0);
                }
            }
        }
    }

    /** f(x) = x^3: row i of the Jacobian is 3 x_i^2 at i, whatever pass it is and however often it is asked for. */
    @Test
    void shouldPullBackRowByRowFromOneForwardPass() {
        try (Scope scope = engine.open(DType.FLOAT64);
                Gradients gradients = scope.record()) {
            Tensor x = scope.variable(scope.of(HostTensor.of(Shape.of(2), 2.0, -5.0)));
            Tensor unused = scope.variable(scope.of(HostTensor.of(Shape.of(1), 1.0)));
            Tensor y = scope.mul(x, scope.mul(x, x));
            for (int row : new int[] {0, 1, 0}) {
                Tensor unit = scope.oneHot(new int[] {row}, 2);
                List<Tensor> rows = gradients.pullback(y, scope.reshape(unit, Shape.of(2)), List.of(x, unused));
                double[] expected = {0, 0};
                expected[row] = row == 0 ? 12 : 75;
                assertThat(scope.read(rows.get(0)).doubles()).containsExactly(expected);
                assertThat(scope.read(rows.get(1)).doubles()).containsExactly(0);
            }
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gradients.pullback(y, unused, List.of(x)))
                    .withMessageContaining("a cotangent of shape 1 for an output 2");
        }
    }

    /** Two outputs that share a part of the recording, and a variable as an output. */
    @Test
    void shouldAccumulateOverOutputs() {
        try (Scope scope = engine.open(DType.FLOAT64);
                Gradients gradients = scope.record()) {
            Tensor x = scope.variable(scope.of(HostTensor.of(Shape.of(2), 2.0, 5.0)));
            Tensor unused = scope.variable(scope.of(HostTensor.of(Shape.of(1), 3.0)));
            Tensor squares = scope.mul(x, x);
            Tensor tens = scope.of(HostTensor.of(Shape.of(2), 10.0, 10.0));
            gradients.accumulate(squares, tens, false);
            gradients.accumulate(scope.mul(squares, x), tens, true);
            gradients.accumulate(x, tens, true);

            assertThat(scope.read(gradients.accumulated(x)).doubles()).containsExactly(40 + 120 + 10, 100 + 750 + 10);
            assertThat(gradients.accumulated(unused)).isNull();
        }
    }

    @Test
    void shouldGiveZerosWhereTheScalarDoesNotDependOnTheVariable() {
        try (Scope scope = engine.open(DType.FLOAT32);
                Gradients gradients = scope.record()) {
            Tensor used = scope.variable(scope.of(HostTensor.of(Shape.of(1), 3f)));
            Tensor unused = scope.variable(scope.of(HostTensor.of(Shape.of(2), 3f, 4f)));
            gradients.backward(scope.scale(used, 2));
            assertThat(scope.read(gradients.of(used)).floats()).containsExactly(2f);
            assertThat(scope.read(gradients.of(unused))).isEqualTo(HostTensor.of(Shape.of(2), 0f, 0f));
        }
    }

    @Test
    void shouldLetNoGradientThroughComparisons() {
        try (Scope scope = engine.open(DType.FLOAT64);
                Gradients gradients = scope.record()) {
            Tensor x = scope.variable(scope.of(HostTensor.of(Shape.of(2), -3.0, 4.0)));
            Tensor masked = scope.mul(x, scope.greater(x, 0));
            gradients.backward(scope.sum(scope.add(masked, scope.equal(x, x)), new int[] {0}, false));
            assertThat(scope.read(gradients.of(x)).doubles()).containsExactly(0.0, 1.0);
        }
    }

    @Test
    void shouldSurviveTheReleaseOfEverythingABackwardPassNeeds() {
        HostTensor x = noise(IMAGES, 31).as(DType.FLOAT64);
        BiFunction<Scope, Tensor, Tensor> thrifty = (scope, leaf) -> {
            Tensor constant = scope.of(noise(IMAGES, 32));
            Tensor product = scope.mul(leaf, constant);
            scope.release(constant);
            Tensor result = scope.scale(scope.exp(product), 0.25);
            scope.release(product);
            for (int i = 0; i < 50; i++) {
                scope.release(scope.of(HostTensor.of(IMAGES, new double[(int) IMAGES.size()])));
            }
            System.gc();
            return result;
        };
        BiFunction<Scope, Tensor, Tensor> wasteful =
                (scope, leaf) -> scope.scale(scope.exp(scope.mul(leaf, scope.of(noise(IMAGES, 32)))), 0.25);
        assertThat(gradient(thrifty, x)).isEqualTo(gradient(wasteful, x));
    }

    @Test
    void shouldRecordNothingOutsideARecording() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Tensor leaf = scope.variable(scope.of(HostTensor.of(Shape.of(1), 3f)));
            Tensor before = scope.scale(leaf, 2);
            try (Gradients gradients = scope.record()) {
                assertThatIllegalStateException().isThrownBy(() -> gradients.of(leaf));
                gradients.backward(scope.add(scope.scale(leaf, 5), before));
                assertThat(scope.read(gradients.of(leaf)).floats()).containsExactly(5f);
            }
        }
    }

    @Test
    void shouldAllowOneRecordingAtATime() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Gradients first = scope.record();
            assertThatIllegalStateException().isThrownBy(scope::record).withMessageContaining("already open");
            first.close();
            first.close();
            scope.record().close();
        }
    }

    @Test
    void shouldRefuseASecondBackwardPassAndOneFromATensor() {
        try (Scope scope = engine.open(DType.FLOAT32);
                Gradients gradients = scope.record()) {
            Tensor leaf = scope.variable(scope.of(HostTensor.of(Shape.of(2), 3f, 4f)));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> gradients.backward(leaf))
                    .withMessageContaining("not a tensor 2");
            Tensor scalar = scope.sum(leaf, new int[] {0}, false);
            gradients.backward(scalar);
            assertThatIllegalStateException()
                    .isThrownBy(() -> gradients.backward(scalar))
                    .withMessageContaining("one backward pass");
        }
    }

    @Test
    void shouldLeaveNothingBehind() {
        try (DjlScope scope = (DjlScope) engine.open(DType.FLOAT64)) {
            Tensor weight = scope.of(noise(IMAGES, 51));
            for (BiFunction<Scope, Tensor, Tensor> function : functions().values()) {
                try (Scope inner = scope.child();
                        Gradients gradients = inner.record()) {
                    Tensor leaf = inner.variable(weight);
                    gradients.backward(weighted(inner, function.apply(inner, leaf)));
                    gradients.of(leaf);
                }
                assertThat(scope.live()).isEqualTo(1);
            }
        }
    }
}
