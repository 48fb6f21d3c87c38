package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class PReluTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new PRelu())
                .input(2, 3, 4, 4)
                .parameter("slope", 3, 1, 1)
                .hold();
    }
}
