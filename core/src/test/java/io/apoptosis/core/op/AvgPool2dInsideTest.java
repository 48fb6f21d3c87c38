package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Window;
import org.junit.jupiter.api.Test;

class AvgPool2dInsideTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new AvgPool2dInside(Window.square(2, 2, 0)))
                .input(2, 3, 4, 4)
                .hold();
    }

    @Test
    void lawsHoldWithPadding() {
        OperatorLaws.of(new AvgPool2dInside(Window.square(3, 2, 1)))
                .input(2, 3, 5, 5)
                .hold();
    }
}
