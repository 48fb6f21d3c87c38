package io.apoptosis.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HalfFloatTest {
    @Test
    void everyBinary16IsSignTimesFractionTimesAPowerOfTwo() {
        for (int bits = 0; bits < 0x10000; bits++) {
            double sign = (bits & 0x8000) == 0 ? 1 : -1;
            int exponent = bits >> 10 & 0x1f;
            int fraction = bits & 0x3ff;
            double expected = exponent == 0
                    ? sign * fraction * 0x1p-24
                    : exponent < 31
                            ? sign * (1 + fraction * 0x1p-10) * Math.pow(2, exponent - 15)
                            : fraction == 0 ? sign * Double.POSITIVE_INFINITY : Double.NaN;

            assertThat(Double.valueOf(HalfFloat.fromBinary16((short) bits)))
                    .as("bits %x", bits)
                    .isEqualTo(Double.valueOf(expected));
        }
    }

    @Test
    void aBfloat16IsTheUpperHalfOfAFloat() {
        for (float value : new float[] {0, -0f, 1, -2.5f, 3.0e38f, Float.POSITIVE_INFINITY}) {
            int bits = Float.floatToIntBits(value) & 0xffff0000;

            assertThat(HalfFloat.fromBfloat16((short) (bits >> 16))).isEqualTo(Float.intBitsToFloat(bits));
        }
    }
}
