package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReduceMeanTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new ReduceMean(List.of(1, 3), true)).input(2, 3, 4, 5).hold();
        OperatorLaws.of(new ReduceMean(List.of(2), false)).input(2, 3, 4, 5).hold();
    }
}
