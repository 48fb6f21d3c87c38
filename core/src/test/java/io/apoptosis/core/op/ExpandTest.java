package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class ExpandTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Expand(Shape.of(3, 4, 2))).input(2, 3, 1, 2).hold();
    }
}
