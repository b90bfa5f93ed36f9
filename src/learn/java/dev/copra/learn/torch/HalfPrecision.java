package dev.copra.learn.torch;

/** IEEE 754 half precision: a sign, five bits of exponent, ten of fraction. */
final class HalfPrecision {
    private static final float LEAST_NORMAL = 0x1p-14f;
    private static final float LEAST = 0x1p-24f;
    private static final int BIAS_DIFFERENCE = 127 - 15;
    private static final int INFINITE = 0x7c00;

    private HalfPrecision() {}

    static float toFloat(short half) {
        int magnitude = half & 0x7fff;
        float value;
        if (magnitude < 0x400) {
            value = magnitude * LEAST;
        } else if (magnitude >= INFINITE) {
            value = magnitude == INFINITE ? Float.POSITIVE_INFINITY : Float.NaN;
        } else {
            value = Float.intBitsToFloat((magnitude << 13) + (BIAS_DIFFERENCE << 23));
        }
        return half < 0 ? -value : value;
    }

    /** The nearest number of half precision, the even one of two; what is too large becomes infinite. */
    static short of(float value) {
        int sign = Float.floatToRawIntBits(value) >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        int half;
        if (Float.isNaN(value)) {
            half = INFINITE | 0x200;
        } else if (magnitude < LEAST_NORMAL) {
            half = (int) Math.rint(magnitude / LEAST);
        } else {
            int bits = Float.floatToRawIntBits(magnitude) - (BIAS_DIFFERENCE << 23);
            half = Math.min((bits + 0xfff + (bits >>> 13 & 1)) >>> 13, INFINITE);
        }
        return (short) (sign | half);
    }
}
