package io.apoptosis.core.tensor.djl;

import static io.apoptosis.core.tensor.djl.StagingTest.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class DjlScopeTest {
    private final DjlEngine engine = new DjlEngine();

    private record Case(String name, BiFunction<Scope, Tensor, Tensor> operation, Shape shape, double... expected) {}

    /** Every case is applied to the 2x3 matrix 1 -2 3 / -4 5 -6. */
    private static Stream<Case> cases() {
        Shape same = Shape.of(2, 3);
        return Stream.of(
                new Case("add", (s, a) -> s.add(a, row(s)), same, 11, 18, 33, 6, 25, 24),
                new Case("sub", (s, a) -> s.sub(a, row(s)), same, -9, -22, -27, -14, -15, -36),
                new Case("mul", (s, a) -> s.mul(a, row(s)), same, 10, -40, 90, -40, 100, -180),
                new Case("div", (s, a) -> s.div(row(s), a), same, 10, -10, 10, -2.5, 4, -5),
                new Case("scale", (s, a) -> s.scale(a, -0.5), same, -0.5, 1, -1.5, 2, -2.5, 3),
                new Case("shift", (s, a) -> s.shift(a, 1), same, 2, -1, 4, -3, 6, -5),
                new Case("relu", Scope::relu, same, 1, 0, 3, 0, 5, 0),
                new Case("clip", (s, a) -> s.clip(a, -3, 2), same, 1, -2, 2, -3, 2, -3),
                new Case("greater", (s, a) -> s.greater(a, 1), same, 0, 0, 1, 0, 1, 0),
                new Case("sign", (s, a) -> s.sign(s.relu(s.shift(a, 2))), same, 1, 0, 1, 0, 1, 0),
                new Case("equal", (s, a) -> s.equal(a, s.relu(a)), same, 1, 0, 1, 0, 1, 0),
                new Case("matmul", (s, a) -> s.matmul(a, s.transpose(a, 1, 0)), Shape.of(2, 2), 14, -32, -32, 77),
                new Case("linear", (s, a) -> s.linear(a, row(s), null), Shape.of(2, 1), 60, -120),
                new Case("linear with bias", (s, a) -> s.linear(a, row(s), one(s)), Shape.of(2, 1), 61, -119),
                new Case("reshape", (s, a) -> s.reshape(a, Shape.of(3, 2)), Shape.of(3, 2), 1, -2, 3, -4, 5, -6),
                new Case("transpose", (s, a) -> s.transpose(a, 1, 0), Shape.of(3, 2), 1, -4, -2, 5, 3, -6),
                new Case(
                        "concat",
                        (s, a) -> s.concat(List.of(row(s), a), 0),
                        Shape.of(3, 3),
                        10,
                        20,
                        30,
                        1,
                        -2,
                        3,
                        -4,
                        5,
                        -6),
                new Case("split", (s, a) -> s.split(a, 1, 1, 2).get(1), Shape.of(2, 2), -2, 3, 5, -6),
                new Case("slice", (s, a) -> s.slice(a, 1, 0, 3, 2), Shape.of(2, 2), 1, 3, -4, -6),
                new Case("pad rows", (s, a) -> s.pad(a, 0, 0, 1), Shape.of(3, 3), 1, -2, 3, -4, 5, -6, 0, 0, 0),
                new Case("pad columns", (s, a) -> s.pad(a, 1, 1, 0), Shape.of(2, 4), 0, 1, -2, 3, 0, -4, 5, -6),
                new Case("sum", (s, a) -> s.sum(a, new int[] {0, 1}, false), Shape.of(), -3),
                new Case("sum, axis kept", (s, a) -> s.sum(a, new int[] {0}, true), Shape.of(1, 3), -3, 3, -3),
                new Case("mean", (s, a) -> s.mean(a, new int[] {0, 1}, true), Shape.of(1, 1), -0.5),
                new Case("one hot", (s, a) -> s.oneHot(new int[] {2, 0}, 3), same, 0, 0, 1, 1, 0, 0));
    }

    private static Tensor row(Scope scope) {
        return scope.of(HostTensor.of(Shape.of(1, 3), 10.0, 20.0, 30.0));
    }

    private static Tensor one(Scope scope) {
        return scope.of(HostTensor.of(Shape.of(1), 1.0));
    }

    @TestFactory
    Stream<DynamicTest> shouldComputeInBothPrecisions() {
        return Stream.of(DType.FLOAT32, DType.FLOAT64)
                .flatMap(dtype -> cases().map(each -> DynamicTest.dynamicTest(each.name() + " " + dtype, () -> {
                    try (Scope scope = engine.open(dtype)) {
                        Tensor a = scope.of(HostTensor.of(Shape.of(2, 3), 1.0, -2.0, 3.0, -4.0, 5.0, -6.0));
                        Tensor result = each.operation().apply(scope, a);
                        assertThat(result.dtype()).isEqualTo(dtype);
                        assertThat(result.shape()).isEqualTo(each.shape());
                        assertThat(scope.read(result).doubles()).containsExactly(each.expected());
                    }
                })));
    }

    @Test
    void shouldLookUpRowsThatAreThere() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Tensor table = scope.of(HostTensor.of(Shape.of(3, 2), 1f, 2f, 3f, 4f, 5f, 6f));

            Tensor rows = scope.embedding(table, scope.of(HostTensor.of(Shape.of(1, 2), 2L, 0L)));

            assertThat(scope.read(rows)).isEqualTo(HostTensor.of(Shape.of(1, 2, 2), 5f, 6f, 1f, 2f));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scope.embedding(table, scope.of(HostTensor.of(Shape.of(1), 3L))))
                    .withMessage("there is no row 3 in a table of 3");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scope.embedding(table, scope.of(HostTensor.of(Shape.of(1), 1f))))
                    .withMessageContaining("by integers");
        }
    }

    @Test
    void shouldComputeTranscendentalFunctionsInFullDoublePrecision() {
        HostTensor x = noise(Shape.of(50), 1).as(DType.FLOAT64).map(Math::abs);
        try (Scope scope = engine.open(DType.FLOAT64)) {
            check(scope.read(scope.exp(scope.of(x))), x, Math::exp);
            check(scope.read(scope.sqrt(scope.of(x))), x, Math::sqrt);
            check(scope.read(scope.scale(scope.of(x), 0.1)), x, value -> value * 0.1);
            check(scope.read(scope.shift(scope.of(x), 0.1)), x, value -> value + 0.1);
            check(scope.read(scope.clip(scope.of(x), 0.1, 0.3)), x, value -> Math.min(Math.max(value, 0.1), 0.3));
        }
    }

    private static void check(HostTensor result, HostTensor x, DoubleUnaryOperator function) {
        assertThat(result.doubles()).containsExactly(x.map(function).doubles(), within(1e-15));
    }

    @Test
    void shouldNormalizeLogitsWithoutOverflow() {
        try (Scope scope = engine.open(DType.FLOAT64)) {
            Tensor logits = scope.of(HostTensor.of(Shape.of(1, 2), 1000.0, 1001.0));
            assertThat(scope.read(scope.logSoftmax(logits, 1)).doubles())
                    .containsExactly(new double[] {-Math.log1p(Math.E), -Math.log1p(Math.exp(-1))}, within(1e-12));
        }
    }

    @Test
    void shouldNormalizeABatchAndMoveTheRunningStatistics() {
        HostTensor x = noise(Shape.of(3, 2, 2, 2), 9);
        try (Scope scope = engine.open(DType.FLOAT64)) {
            Tensor mean = scope.of(HostTensor.of(Shape.of(2), 1.0, 2.0));
            Tensor variance = scope.of(HostTensor.of(Shape.of(2), 3.0, 4.0));
            Tensor gamma = scope.of(HostTensor.of(Shape.of(2), 0.5, 2.0));
            Tensor beta = scope.of(HostTensor.of(Shape.of(2), -1.0, 1.0));
            Tensor y = scope.batchNormTraining(scope.of(x), gamma, beta, mean, variance, 0.1, 1e-5);

            double[] channel = channel(x, 1);
            double mu = average(channel, value -> value);
            double biased = average(channel, value -> (value - mu) * (value - mu));
            double[] expected = channel.clone();
            for (int i = 0; i < expected.length; i++) {
                expected[i] = 2.0 * (channel[i] - mu) / Math.sqrt(biased + 1e-5) + 1.0;
            }
            assertThat(channel(scope.read(y), 1)).containsExactly(expected, within(1e-12));
            assertThat(scope.read(mean).doubles()[1]).isCloseTo(0.9 * 2 + 0.1 * mu, within(1e-12));
            assertThat(scope.read(variance).doubles()[1]).isCloseTo(0.9 * 4 + 0.1 * biased * 12 / 11, within(1e-12));
        }
    }

    private static double[] channel(HostTensor x, int index) {
        return x.select(1, new int[] {index}).doubles();
    }

    private static double average(double[] values, DoubleUnaryOperator of) {
        return Arrays.stream(values).map(of).average().orElseThrow();
    }

    @Test
    void shouldAssignInPlaceSoThatVariablesSeeIt() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Tensor weight = scope.of(HostTensor.of(Shape.of(2, 1), 1f, 2f));
            Tensor leaf = scope.variable(weight);
            scope.assign(weight, scope.scale(weight, 10));
            assertThat(scope.read(weight).floats()).containsExactly(10f, 20f);
            assertThat(scope.read(leaf).floats()).containsExactly(10f, 20f);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scope.assign(weight, row(scope)))
                    .withMessage("cannot assign 1x3 to 2x1");
        }
    }

    @Test
    void shouldOwnWhatIsComputedInItWhateverTheOperandsBelongTo() {
        try (DjlScope weights = (DjlScope) engine.open(DType.FLOAT32)) {
            Tensor weight = weights.of(noise(Shape.of(2, 3), 2));
            for (Case each : cases().toList()) {
                int before = weights.live();
                try (Scope batch = weights.child()) {
                    assertThat(each.operation().apply(batch, weight).shape()).isEqualTo(each.shape());
                    assertThat(weights.live()).as(each.name()).isGreaterThan(before);
                }
                assertThat(weights.live()).as(each.name()).isEqualTo(1);
            }
            assertThat(weights.read(weight)).isEqualTo(noise(Shape.of(2, 3), 2));
        }
    }

    @Test
    void shouldKeepAResultInTheOuterScopeWhenItsOperandsDie() {
        try (Scope outer = engine.open(DType.FLOAT32)) {
            Tensor sum;
            try (Scope inner = outer.child()) {
                sum = outer.sum(row(inner), new int[] {1}, false);
            }
            assertThat(outer.read(sum).floats()).containsExactly(60f);
        }
    }

    @Test
    void shouldFreeWhatIsReleased() {
        try (DjlScope scope = (DjlScope) engine.open(DType.FLOAT32)) {
            Tensor a = row(scope);
            Tensor b = scope.relu(a);
            scope.release(a);
            assertThat(scope.live()).isEqualTo(1);
            assertThatIllegalStateException().isThrownBy(() -> scope.relu(a));
            assertThat(scope.read(b).floats()).containsExactly(10f, 20f, 30f);
        }
    }

    @Test
    void shouldRefuseLabelsOutsideTheClasses() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> scope.oneHot(new int[] {0, 10}, 10))
                    .withMessage("label 10 is not one of 10 classes");
        }
    }

    @Test
    void shouldRefuseAReductionOverNothing() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Tensor a = row(scope);
            assertThatIllegalArgumentException().isThrownBy(() -> scope.sum(a, new int[0], false));
        }
    }
}
