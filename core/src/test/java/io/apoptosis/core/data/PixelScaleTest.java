package io.apoptosis.core.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PixelScaleTest {
    @Test
    void bytesAreUnsigned() {
        float[] to = new float[3];

        PixelScale.unit(1).apply(0, new byte[] {0, 51, (byte) 255}, 0, to, 0, 3);

        assertThat(to).containsExactly(0f, 0.2f, 1f);
    }

    @Test
    void aStandardDeviationOfZeroIsRefused() {
        assertThatThrownBy(() -> new PixelScale(new double[] {0, 0, 0}, new double[] {1, 0, 1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("channel 1");
    }

    @Test
    void eachMeanNeedsItsStandardDeviation() {
        assertThatThrownBy(() -> new PixelScale(new double[] {0, 0, 0}, new double[] {1}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("3 and 1");
    }
}
