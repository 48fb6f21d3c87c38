package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import org.junit.jupiter.api.Test;

class UpsampleTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new Upsample(2, 3)).input(2, 3, 4, 2).hold();
    }
}
