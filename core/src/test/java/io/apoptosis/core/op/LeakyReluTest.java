package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class LeakyReluTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new LeakyRelu(0.1)).input(2, 3, 4, 4).hold();
    }
}
