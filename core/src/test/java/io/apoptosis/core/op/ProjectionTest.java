package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class ProjectionTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Projection())
                .input(2, 4, 5)
                .parameter("weight", 5, 3)
                .hold();
    }
}
