package io.apoptosis.core.tensor.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.Gradients;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Products;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.Window;
import java.util.Arrays;
import java.util.Random;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class Bfloat16Test {
    /** Half a step between neighbours among numbers of 8 significant bits. */
    private static final double HALF_A_STEP = Math.scalb(1.0, -9);

    private final DjlEngine engine = new DjlEngine().with(Products.BFLOAT16);

    @Test
    void shouldRoundOperandsAndResultToTheNearest() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            // 1.003 lies between 1 and 1.0078, 2 * 1.01 between 2 and 2.0156.
            Tensor x = scope.of(HostTensor.of(Shape.of(1, 1), new float[] {1.003f}));
            Tensor two = scope.of(HostTensor.of(Shape.of(1, 1), new float[] {2}));

            assertThat(scope.read(scope.matmul(x, two)).doubles()).containsExactly(2);
        }
    }

    @Test
    void shouldAddUpInFloat32() {
        int terms = 4096;
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Tensor ones = scope.of(HostTensor.of(Shape.of(1, terms), constant(terms, 1)));

            // In bfloat16 a sum of ones would end at 256.
            assertThat(scope.read(scope.linear(ones, ones, null)).doubles()).containsExactly(terms);
        }
    }

    @Test
    void shouldGiveProductsAndTheirGradientsUpToRounding() {
        Shape images = Shape.of(2, 4, 5, 5);
        Window window = Window.square(3, 1, 1);
        holds(images, Shape.of(6, 4, 3, 3), scope -> (x, w) -> scope.conv2d(x, w, null, window, 1));
        holds(images, Shape.of(4, 1, 3, 3), scope -> (x, w) -> scope.conv2d(x, w, null, window, 4));
        holds(Shape.of(3, 8), Shape.of(5, 8), scope -> (x, w) -> scope.linear(x, w, null));
        holds(Shape.of(2, 3, 8), Shape.of(2, 8, 5), scope -> scope::matmul);
    }

    private interface Product {
        BiFunction<Tensor, Tensor, Tensor> in(Scope scope);
    }

    private void holds(Shape x, Shape weight, Product product) {
        HostTensor[] rounded = derived(engine, x, weight, product);
        HostTensor[] exact = derived(new DjlEngine(), x, weight, product);
        for (int part = 0; part < exact.length; part++) {
            double scale = norm(exact[part].doubles());
            double[] apart = exact[part].doubles();
            for (int i = 0; i < apart.length; i++) {
                apart[i] -= rounded[part].doubles()[i];
            }
            assertThat(norm(apart) / scale).as("part %d", part).isLessThan(4 * HALF_A_STEP);
            assertThat(rounded[part].dtype()).isEqualTo(DType.FLOAT32);
        }
    }

    /** The product, and the gradients of the sum of its squares. */
    private static HostTensor[] derived(DjlEngine engine, Shape xShape, Shape weightShape, Product product) {
        try (Scope scope = engine.open(DType.FLOAT32);
                Gradients gradients = scope.record()) {
            Tensor x = scope.variable(scope.of(random(xShape, 1)));
            Tensor weight = scope.variable(scope.of(random(weightShape, 2)));
            Tensor y = product.in(scope).apply(x, weight);
            Tensor flat = scope.reshape(y, Shape.of((int) y.shape().size()));
            gradients.backward(scope.sum(scope.mul(flat, flat), new int[] {0}, false));
            return new HostTensor[] {scope.read(y), scope.read(gradients.of(x)), scope.read(gradients.of(weight))};
        }
    }

    @Test
    void shouldLeaveFloat64AsItIs() {
        try (Scope scope = engine.open(DType.FLOAT64)) {
            Tensor x = scope.of(HostTensor.of(Shape.of(1, 1), new double[] {1.003}));

            assertThat(scope.read(scope.matmul(x, x)).doubles()[0]).isCloseTo(1.003 * 1.003, within(1e-15));
        }
    }

    @Test
    void shouldLeaveNothingBehind() {
        try (Scope scope = engine.open(DType.FLOAT32)) {
            Tensor x = scope.of(random(Shape.of(3, 3), 1));
            int before = ((DjlScope) scope).live();

            scope.release(scope.linear(x, x, null));

            assertThat(((DjlScope) scope).live()).isEqualTo(before);
        }
    }

    private static HostTensor random(Shape shape, long seed) {
        Random random = new Random(seed);
        return HostTensor.of(
                shape, random.doubles(shape.size()).map(value -> value - 0.3).toArray());
    }

    private static float[] constant(int length, float value) {
        float[] values = new float[length];
        Arrays.fill(values, value);
        return values;
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }
}
