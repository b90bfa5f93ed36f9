package dev.copra.box2mask.cue;

/**
 * The logistic function by interpolation in a table: fast, and the same on every JVM, where {@code Math.exp} may differ
 * in its last bit.
 */
public final class Logistic {
    private static final int PER_UNIT = 128;
    private static final int RANGE = 16;
    private static final float[] TABLE = new float[2 * RANGE * PER_UNIT + 2];

    static {
        for (int i = 0; i < TABLE.length; i++) {
            TABLE[i] = (float) (1 / (1 + StrictMath.exp(RANGE - (double) i / PER_UNIT)));
        }
    }

    private Logistic() {}

    /** 1 / (1 + exp(-x)), to within 1e-6. */
    public static float of(float x) {
        float at = (Math.min(Math.max(x, -RANGE), RANGE) + RANGE) * PER_UNIT;
        int i = (int) at;
        return TABLE[i] + (at - i) * (TABLE[i + 1] - TABLE[i]);
    }
}
