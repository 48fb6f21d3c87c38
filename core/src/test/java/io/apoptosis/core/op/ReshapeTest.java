package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Shape;
import org.junit.jupiter.api.Test;

class ReshapeTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Reshape(Shape.of(2, 6))).input(2, 3, 2, 2).hold();
    }
}
