package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class EluTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Elu(0.7)).input(2, 3, 4, 4).hold();
    }
}
