package dev.copra.model.tensor;

/** IEEE 754 binary16, which Java has only since 20: 1 bit of sign, 5 of exponent, 10 of fraction. */
public final class HalfFloat {
    private HalfFloat() {}

    /** The number that the bits of a half stand for. */
    public static float toFloat(short half) {
        int sign = (half & 0x8000) << 16;
        int exponent = half >> 10 & 0x1f;
        int fraction = half & 0x3ff;
        if (exponent == 0) {
            // zero or subnormal: fraction * 2^-24
            float magnitude = fraction * 0x1p-24f;
            return sign == 0 ? magnitude : -magnitude;
        }
        int bits = exponent == 0x1f ? 0x7f800000 : exponent + 112 << 23;
        return Float.intBitsToFloat(sign | bits | fraction << 13);
    }

    /** The nearest half, ties to even. */
    public static short of(float value) {
        int bits = Float.floatToIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        int magnitude = bits & 0x7fffffff;
        if (magnitude > 0x7f800000) {
            return (short) (sign | 0x7e00);
        }
        if (magnitude >= 0x477ff000) {
            return (short) (sign | 0x7c00); // rounds to 65536 or more
        }
        if (magnitude < 0x38800000) {
            // subnormal: a multiple of 2^-24; what rounds up to 1024 of them is the least normal number
            int fraction = (int) Math.rint(Math.abs((double) value) * 0x1p24);
            return (short) (sign | fraction);
        }
        int rounded = magnitude + 0xfff + (magnitude >> 13 & 1);
        return (short) (sign | (rounded - 0x38000000) >> 13);
    }
}
