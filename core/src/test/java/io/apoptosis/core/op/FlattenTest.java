package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class FlattenTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Flatten()).input(2, 3, 2, 2).hold();
    }
}
