package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class HardSigmoidTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new HardSigmoid(0.31, 0.45)).input(2, 3, 4, 4).hold();
    }
}
