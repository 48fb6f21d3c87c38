package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class PowerTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Power(3)).input(2, 3, 4, 4).hold();
    }
}
