package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class ConcatTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Concat(1)).input(2, 3, 4, 4).input(2, 2, 4, 4).hold();
    }
}
