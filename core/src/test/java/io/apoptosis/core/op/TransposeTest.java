package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransposeTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Transpose(List.of(0, 3, 1, 2))).input(2, 3, 4, 5).hold();
    }
}
