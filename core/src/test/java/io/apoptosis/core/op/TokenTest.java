package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class TokenTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Token())
                .input(2, 3, 4)
                .parameter(Arithmetic.TRAINED, 1, 2, 3)
                .hold();
    }
}
