package io.apoptosis.core.tensor.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StagingTest {
    @Test
    void shouldKeepEarlierTensorsWhenLaterOnesGoThroughTheSameBuffer() {
        try (Scope scope = new DjlEngine().open(DType.FLOAT32)) {
            HostTensor first = noise(Shape.of(7, 5), 1);
            HostTensor second = noise(Shape.of(300, 300), 2);
            HostTensor third = noise(Shape.of(2), 3);
            Tensor a = scope.of(first);
            Tensor b = scope.of(second);
            Tensor c = scope.of(third);
            assertThat(scope.read(a)).isEqualTo(first);
            assertThat(scope.read(b)).isEqualTo(second);
            assertThat(scope.read(c)).isEqualTo(third);
        }
    }

    @Test
    void shouldCarryEveryElementType() {
        try (Scope scope = new DjlEngine().open(DType.FLOAT64)) {
            HostTensor doubles = HostTensor.of(Shape.of(2), Math.PI, -1e300);
            HostTensor longs = HostTensor.of(Shape.of(2), Long.MAX_VALUE, -3L);
            assertThat(scope.read(scope.of(doubles))).isEqualTo(doubles);
            assertThat(scope.read(scope.of(longs))).isEqualTo(longs);
            assertThat(scope.read(scope.of(HostTensor.of(Shape.of(1), 0.5f))))
                    .isEqualTo(HostTensor.of(Shape.of(1), 0.5));
            assertThat(scope.read(scope.of(HostTensor.of(Shape.of(), 2.0))).doubles())
                    .containsExactly(2.0);
        }
    }

    static HostTensor noise(Shape shape, long seed) {
        Random random = new Random(seed);
        float[] values = new float[Math.toIntExact(shape.size())];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return HostTensor.of(shape, values);
    }
}
