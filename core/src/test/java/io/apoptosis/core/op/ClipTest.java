package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class ClipTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Clip(-0.7, 1.1)).input(2, 3, 4, 4).hold();
    }
}
