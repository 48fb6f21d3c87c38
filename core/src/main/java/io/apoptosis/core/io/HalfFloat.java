package io.apoptosis.core.io;

/** The two 16-bit floating formats, widened exactly. */
final class HalfFloat {
    private HalfFloat() {}

    /** IEEE 754 binary16: 1 sign, 5 exponent, 10 fraction bits. */
    static float fromBinary16(short bits) {
        int sign = (bits & 0x8000) << 16;
        int exponent = (bits >> 10) & 0x1f;
        int fraction = bits & 0x3ff;
        if (exponent == 0x1f) {
            return Float.intBitsToFloat(sign | 0x7f800000 | fraction << 13);
        }
        if (exponent == 0) {
            float subnormal = fraction * 0x1p-24f;
            return sign == 0 ? subnormal : -subnormal;
        }
        return Float.intBitsToFloat(sign | (exponent + 127 - 15) << 23 | fraction << 13);
    }

    /** bfloat16: the upper half of a float32. */
    static float fromBfloat16(short bits) {
        return Float.intBitsToFloat(bits << 16);
    }
}
