package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class LinearTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Linear())
                .input(3, 5)
                .parameter("weight", 4, 5)
                .parameter("bias", 4)
                .hold();
    }

    @Test
    void lawsHoldWithoutBias() {
        OperatorLaws.of(new Linear()).input(3, 5).parameter("weight", 4, 5).hold();
    }

    @Test
    void lawsHoldForSequences() {
        OperatorLaws.of(new Linear())
                .input(2, 4, 5)
                .parameter("weight", 3, 5)
                .parameter("bias", 3)
                .hold();
    }
}
