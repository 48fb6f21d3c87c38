package io.apoptosis.core.jet;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every operation on x(t) = (1 + t) x: the polynomial of its coefficients is the operation at that t, up to the order left out. */
class JetScopeTest {
    private static final int ORDER = 3;
    private static final double T = 1e-3;
    private static final HostTensor X = HostTensor.of(Shape.of(1, 2, 2, 2), 0.3, -0.7, 1.1, 0.4, -0.2, 0.9, 0.6, -1.3);

    @TestFactory
    Stream<DynamicTest> everyOperationAgreesWithItselfNearby() {
        Map<String, BiFunction<Scope, Tensor, Tensor>> operations = new LinkedHashMap<>();
        operations.put("product", (s, x) -> s.mul(x, s.shift(x, 2)));
        operations.put("quotient", (s, x) -> s.div(s.shift(x, 1), s.shift(s.mul(x, x), 3)));
        operations.put("difference", (s, x) -> s.sub(s.exp(x), x));
        operations.put("root", (s, x) -> s.sqrt(s.shift(s.mul(x, x), 0.5)));
        operations.put("cube", (s, x) -> s.power(x, 3));
        operations.put("power", (s, x) -> s.power(s.shift(s.mul(x, x), 0.5), -1.5));
        operations.put("sigmoid", Scope::sigmoid);
        operations.put("tanh", Scope::tanh);
        operations.put("erf", Scope::erf);
        operations.put("relu", Scope::relu);
        operations.put("clip", (s, x) -> s.clip(x, -1, 0.5));
        operations.put("softmax", (s, x) -> s.softmax(x, 3));
        operations.put("log softmax", (s, x) -> s.logSoftmax(x, 3));
        operations.put("largest of windows", (s, x) -> s.maxPool2d(s.mul(x, x), Window.square(2, 1, 0)));
        operations.put("mean of windows", (s, x) -> s.avgPool2d(s.mul(x, x), Window.square(2, 1, 0)));
        operations.put(
                "convolution", (s, x) -> s.conv2d(x, s.transpose(x, 1, 0, 2, 3), null, Window.square(2, 1, 0), 2));
        operations.put("broadcast sum", (s, x) -> s.add(s.of(X), s.mean(x, new int[] {2, 3}, true)));
        operations.put("concatenation", (s, x) -> s.concat(List.of(s.of(X), s.mul(x, x)), 1));
        operations.put(
                "pieces",
                (s, x) -> s.split(s.pad(s.mul(x, x), 2, 1, 0), 2, 1, 2).get(1));
        return operations.entrySet().stream().map(o -> DynamicTest.dynamicTest(o.getKey(), () -> check(o.getValue())));
    }

    private static void check(BiFunction<Scope, Tensor, Tensor> operation) {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            JetScope jets = new JetScope(scope, ORDER);
            Tensor y = operation.apply(jets, jets.ray(scope.of(X)));
            double[] polynomial = new double[Math.toIntExact(y.shape().size())];
            for (int k = 0; k <= ORDER; k++) {
                double[] coefficient = scope.read(jets.coefficient(y, k)).doubles();
                for (int i = 0; i < polynomial.length; i++) {
                    polynomial[i] += Math.pow(T, k) * coefficient[i];
                }
            }
            double[] nearby = scope.read(operation.apply(scope, scope.of(X.map(v -> v * (1 + T)))))
                    .doubles();
            assertThat(polynomial).containsExactly(nearby, Offset.offset(1e-10));
        }
    }
}
