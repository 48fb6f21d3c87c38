package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitAxisTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new SplitAxis(2, List.of(3, 2, 4), 1)).input(2, 5, 24).hold();
    }
}
