package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class MergeAxesTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new MergeAxes(2, 2, 1)).input(2, 5, 3, 4).hold();
    }
}
