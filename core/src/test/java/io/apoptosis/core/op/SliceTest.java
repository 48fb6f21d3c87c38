package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class SliceTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Slice(1, 1, 3, 1)).input(2, 4, 4, 4).hold();
    }

    @Test
    void lawsHoldWithStride() {
        OperatorLaws.of(new Slice(2, 0, 4, 2)).input(2, 3, 4, 4).hold();
    }
}
