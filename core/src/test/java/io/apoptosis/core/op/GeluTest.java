package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class GeluTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Gelu()).input(2, 3, 4, 4).hold();
    }
}
