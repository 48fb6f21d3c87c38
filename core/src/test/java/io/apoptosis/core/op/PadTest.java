package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class PadTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Pad(1, 2, 1)).input(2, 3, 4, 4).hold();
    }
}
