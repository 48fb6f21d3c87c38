package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class TanhTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Tanh()).input(2, 3, 4, 4).hold();
    }
}
