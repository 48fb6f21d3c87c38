package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class SubTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Sub()).input(2, 3, 4, 4).input(2, 3, 1, 1).hold();
    }
}
