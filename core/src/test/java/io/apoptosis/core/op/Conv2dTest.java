package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Shape;
import io.apoptosis.core.tensor.Window;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Conv2dTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Conv2d(Window.square(3, 1, 1), 1))
                .input(2, 3, 5, 5)
                .parameter("weight", 4, 3, 3, 3)
                .parameter("bias", 4)
                .hold();
    }

    @Test
    void lawsHoldWithStrideAndWithoutBias() {
        OperatorLaws.of(new Conv2d(Window.square(3, 2, 1), 1))
                .input(2, 3, 5, 5)
                .parameter("weight", 4, 3, 3, 3)
                .hold();
    }

    @Test
    void lawsHoldInGroups() {
        OperatorLaws.of(new Conv2d(Window.square(3, 1, 1), 2))
                .input(2, 4, 4, 4)
                .parameter("weight", 6, 2, 3, 3)
                .parameter("bias", 6)
                .hold();
    }

    @Test
    void lawsHoldDepthwise() {
        OperatorLaws.of(new Conv2d(Window.square(3, 1, 1), 4))
                .input(2, 4, 4, 4)
                .parameter("weight", 8, 1, 3, 3)
                .hold();
    }

    @Test
    void lawsHoldWithAsymmetricPaddingAndDilation() {
        OperatorLaws.of(new Conv2d(new Window(3, 2, 1, 2, new Padding(1, 2, 0, 1), 2, 1), 1))
                .input(2, 2, 6, 6)
                .parameter("weight", 3, 2, 3, 2)
                .hold();
    }

    @Test
    void refusesAWeightForOtherChannels() {
        Shapes shapes = new Shapes(List.of(Shape.of(1, 3, 5, 5)), Map.of("weight", Shape.of(4, 2, 3, 3)));
        assertThatThrownBy(() -> new Conv2d(Window.square(3, 1, 1), 1).shape(shapes))
                .isInstanceOf(ShapeMismatch.class)
                .hasMessageContaining("4x2x3x3");
    }
}
