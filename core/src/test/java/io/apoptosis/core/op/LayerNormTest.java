package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class LayerNormTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new LayerNorm(1e-5))
                .input(2, 4, 6)
                .parameter("weight", 6)
                .parameter("bias", 6)
                .hold();
    }
}
