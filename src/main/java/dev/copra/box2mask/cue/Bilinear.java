package dev.copra.box2mask.cue;

import dev.copra.box2mask.Window;

/** Bilinear interpolation of row-major maps of at least 2 x 2 values; beyond the outermost values they repeat. */
public final class Bilinear {
    private Bilinear() {}

    /** The value at column x and row y, counted between pixel centres. */
    public static float interpolate(float[] map, int width, int height, float x, float y) {
        float column = Math.min(Math.max(x, 0), width - 1);
        float row = Math.min(Math.max(y, 0), height - 1);
        int left = Math.min((int) column, width - 2);
        int top = Math.min((int) row, height - 2);
        int i = top * width + left;
        float upper = map[i] + (column - left) * (map[i + 1] - map[i]);
        float lower = map[i + width] + (column - left) * (map[i + width + 1] - map[i + width]);
        return upper + (row - top) * (lower - upper);
    }

    /** Stretches a map over a window of another size. */
    public static float[] stretch(float[] map, int width, int height, Window window) {
        float[] out = new float[window.width() * window.height()];
        float shrinkX = (float) width / window.width();
        float shrinkY = (float) height / window.height();
        for (int y = 0, i = 0; y < window.height(); y++) {
            float row = (y + .5f) * shrinkY - .5f;
            for (int x = 0; x < window.width(); x++, i++) {
                out[i] = interpolate(map, width, height, (x + .5f) * shrinkX - .5f, row);
            }
        }
        return out;
    }
}
