package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class Conv1dTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Conv1d(3, 2, 1, 0, 2, 1))
                .input(2, 3, 9)
                .parameter("weight", 4, 3, 3)
                .parameter("bias", 4)
                .hold();
    }

    @Test
    void lawsHoldInGroups() {
        OperatorLaws.of(new Conv1d(3, 1, 1, 1, 1, 2))
                .input(2, 4, 5)
                .parameter("weight", 6, 2, 3)
                .hold();
    }
}
