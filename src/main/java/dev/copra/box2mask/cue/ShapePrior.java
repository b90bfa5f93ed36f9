package dev.copra.box2mask.cue;

/**
 * Where in the box the objects of a category tend to be: the log odds of its mean mask, stretched over the box.
 */
public final class ShapePrior {
    private static final int SIDE = 28;
    private static final float LEAST = .02f;

    private final float[] logOdds = new float[SIDE * SIDE];

    /** @param mean share of instances that cover each of 28 x 28 cells of their box, row-major, in [0, 1] */
    public ShapePrior(float[] mean) {
        for (int i = 0; i < logOdds.length; i++) {
            float p = Math.min(Math.max(mean[i], LEAST), 1 - LEAST);
            logOdds[i] = (float) StrictMath.log(p / (1 - p));
        }
    }

    /** Interpolates the log odds over a box of {@code width * height} pixels, row-major. */
    public void stretch(int width, int height, float[] out) {
        for (int y = 0; y < height; y++) {
            float row = clamp((y + .5f) * SIDE / height - .5f);
            int top = Math.min((int) row, SIDE - 2);
            for (int x = 0; x < width; x++) {
                float column = clamp((x + .5f) * SIDE / width - .5f);
                int left = Math.min((int) column, SIDE - 2);
                int i = top * SIDE + left;
                float upper = logOdds[i] + (column - left) * (logOdds[i + 1] - logOdds[i]);
                float lower = logOdds[i + SIDE] + (column - left) * (logOdds[i + SIDE + 1] - logOdds[i + SIDE]);
                out[y * width + x] = upper + (row - top) * (lower - upper);
            }
        }
    }

    private static float clamp(float position) {
        return Math.min(Math.max(position, 0), SIDE - 1);
    }
}
