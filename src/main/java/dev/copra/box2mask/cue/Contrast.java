package dev.copra.box2mask.cue;

/**
 * The colour difference between neighbouring pixels of a frame, in the four directions that make up the 8-neighbourhood
 * with their opposites: {@code of(EAST)[i]} is ||Lab_i - Lab_j||_2 where j is the pixel to the right of i. Where there
 * is no such neighbour the value is not defined.
 */
public final class Contrast {
    static final int EAST = 0;
    static final int SOUTH_WEST = 1;
    static final int SOUTH = 2;
    static final int SOUTH_EAST = 3;

    private final float[][] difference;

    /** @param capacity most pixels of a frame */
    public Contrast(int capacity) {
        difference = new float[4][capacity];
    }

    /** Computes the differences over a frame of {@code width * height} pixels. */
    public void compute(float[][] lab, int width, int height) {
        for (int y = 0; y < height; y++) {
            int line = y * width;
            between(lab, EAST, line, line + width - 1, 1);
            if (y + 1 < height) {
                between(lab, SOUTH_WEST, line + 1, line + width, width - 1);
                between(lab, SOUTH, line, line + width, width);
                between(lab, SOUTH_EAST, line, line + width - 1, width + 1);
            }
        }
    }

    /** One value per pixel: its difference to its neighbour in a direction. */
    public float[] of(int direction) {
        return difference[direction];
    }

    private void between(float[][] lab, int direction, int from, int to, int step) {
        float[] l = lab[0];
        float[] a = lab[1];
        float[] b = lab[2];
        float[] out = difference[direction];
        for (int i = from; i < to; i++) {
            float dl = l[i] - l[i + step];
            float da = a[i] - a[i + step];
            float db = b[i] - b[i + step];
            out[i] = (float) Math.sqrt(dl * dl + da * da + db * db);
        }
    }
}
