package io.apoptosis.core.op;

import io.apoptosis.core.laws.OperatorLaws;
import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Window;
import org.junit.jupiter.api.Test;

class ConvTranspose2dTest {
    @Test
    void lawsHold() {
        OperatorLaws.of(new ConvTranspose2d(new Window(3, 2, 2, 1, new Padding(1, 0, 0, 1), 1, 2), 1, 0))
                .input(2, 3, 4, 5)
                .parameter("weight", 3, 4, 3, 2)
                .parameter("bias", 4)
                .hold();
    }
}
