package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class SoftmaxTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Softmax(2)).input(2, 3, 4, 5).hold();
    }
}
