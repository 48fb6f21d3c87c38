package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class ErfTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Erf()).input(2, 3, 4, 4).hold();
    }
}
