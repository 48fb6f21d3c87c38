package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class MatMulTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new MatMul()).input(2, 3, 4, 5).input(2, 3, 5, 2).hold();
    }
}
