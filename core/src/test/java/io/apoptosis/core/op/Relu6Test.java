package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class Relu6Test {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Relu6()).input(2, 3, 4, 4).hold();
    }
}
