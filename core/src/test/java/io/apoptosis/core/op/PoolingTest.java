package io.apoptosis.core.op;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.apoptosis.core.tensor.Padding;
import io.apoptosis.core.tensor.Window;
import org.junit.jupiter.api.Test;

class PoolingTest {
    /** It would be lost in the exported file: ONNX's AveragePool has no dilations before opset 19. */
    @Test
    void aDilatedWindowIsRefused() {
        Window dilated = new Window(3, 3, 1, 1, Padding.NONE, 2, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MaxPool2d(dilated))
                .withMessageContaining("2x1");
        assertThatIllegalArgumentException().isThrownBy(() -> new AvgPool2d(dilated));
        assertThatIllegalArgumentException().isThrownBy(() -> new AvgPool2dInside(dilated));
    }
}
