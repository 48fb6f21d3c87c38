package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class DivTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Div()).input(2, 3, 4, 4).input(2, 3, 1, 1).hold();
    }
}
