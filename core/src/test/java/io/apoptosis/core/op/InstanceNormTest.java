package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class InstanceNormTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new InstanceNorm(1e-5))
                .input(2, 3, 4, 4)
                .parameter("weight", 3)
                .parameter("bias", 3)
                .hold();
    }
}
