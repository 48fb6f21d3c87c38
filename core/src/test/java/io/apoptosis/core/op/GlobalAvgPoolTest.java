package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class GlobalAvgPoolTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new GlobalAvgPool()).input(2, 3, 4, 4).hold();
    }
}
