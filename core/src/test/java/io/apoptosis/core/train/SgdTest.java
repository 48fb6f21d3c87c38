package io.apoptosis.core.train;

import static io.apoptosis.core.train.FineTuningFixture.GOLDEN;
import static io.apoptosis.core.train.FineTuningFixture.doubles;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.apoptosis.core.tensor.DType;
import io.apoptosis.core.tensor.HostTensor;
import io.apoptosis.core.tensor.Scope;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Tensor;
import io.apoptosis.core.tensor.djl.DjlEngine;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SgdTest {
    private final DjlEngine engine = new DjlEngine();

    @Test
    void shouldDecayThenAccumulateThenMove() {
        try (Scope scope = engine.open(DType.FLOAT64)) {
            Tensor weight = scope.of(HostTensor.of(Shape.of(1), 2.0));
            Tensor velocity = scope.of(HostTensor.of(Shape.of(1), 10.0));
            new Sgd(0.1, 0.5, 0.25).step(scope, weight, velocity, scope.of(HostTensor.of(Shape.of(1), 3.0)));
            // g = 3 + 0.25*2 = 3.5;  v = 0.5*10 + 3.5 = 8.5;  w = 2 - 0.1*8.5
            assertThat(scope.read(velocity).doubles()).containsExactly(8.5);
            assertThat(scope.read(weight).doubles()).containsExactly(new double[] {1.15}, within(1e-15));
        }
    }

    @Test
    void shouldFollowPyTorchThroughDropsOfTheLearningRate() {
        JsonNode golden = GOLDEN.get("sgd");
        FineTuning tuning = FineTuningFixture.tuning(1, Set.of());
        Shape shape = Shape.of(5);
        try (Scope scope = engine.open(DType.FLOAT64)) {
            Tensor weight = scope.of(HostTensor.of(shape, doubles(golden.at("/weights/0"))));
            Tensor velocity = scope.of(HostTensor.zeros(DType.FLOAT64, shape));
            for (int step = 0; step < golden.get("gradients").size(); step++) {
                Tensor gradient = scope.of(HostTensor.of(shape, doubles(golden.at("/gradients/" + step))));
                new Sgd(tuning.learningRateAfter(step), tuning.momentum(), tuning.weightDecay())
                        .step(scope, weight, velocity, gradient);
                assertThat(scope.read(weight).doubles())
                        .as("after step %d", step)
                        .containsExactly(doubles(golden.at("/weights/" + (step + 1))), within(1e-13));
            }
        }
    }
}
