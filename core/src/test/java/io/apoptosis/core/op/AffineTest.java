package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class AffineTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Affine(-1.5, 0.25)).input(2, 3, 4, 4).hold();
        OperatorLaws.of(new Affine(-1.5, 0)).input(2, 3, 4, 4).hold();
        OperatorLaws.of(new Affine(1, 0.25)).input(2, 3, 4, 4).hold();
    }
}
