package dev.copra.box2mask.cue;

import java.util.Arrays;

/**
 * How much likelier a pixel's colour is in the foreground than in the background: the log ratio of two weighted joint
 * Lab histograms of 10 x 12 x 12 bins (a and b cut off at +-60), each blurred by one bin and normalised. The map is
 * blurred by one pixel and lies in +-{@value #LIMIT}.
 */
public final class ColourRatio {
    /** Largest absolute value of the ratio. */
    public static final float LIMIT = 5;

    private static final int LIGHTNESS_BINS = 10;
    private static final int COLOUR_BINS = 12;
    private static final float COLOUR_RANGE = 60;
    private static final int BINS = LIGHTNESS_BINS * COLOUR_BINS * COLOUR_BINS;
    private static final float FLOOR = 1e-4f;

    private final float[] foreground = new float[BINS];
    private final float[] background = new float[BINS];
    private final float[] scratch = new float[BINS];
    private final float[] ratio = new float[BINS];
    private final float[] kernel = new float[4];
    private final Blur blur;

    /** @param capacity most pixels of a frame */
    public ColourRatio(int capacity) {
        blur = new Blur(1, capacity);
        double[] gaussian = Blur.kernel(1);
        for (int i = 0; i < kernel.length; i++) {
            kernel[i] = (float) gaussian[gaussian.length / 2 + i];
        }
    }

    /**
     * Finds the bin of every pixel.
     *
     * @param lab bands L, a and b, of which the first {@code size} values are read
     * @param bin receives as many bins
     */
    public static void index(float[][] lab, int size, short[] bin) {
        for (int i = 0; i < size; i++) {
            int l = bin(lab[0][i] * (LIGHTNESS_BINS / 100f), LIGHTNESS_BINS);
            int a = bin((lab[1][i] + COLOUR_RANGE) * (COLOUR_BINS / (2 * COLOUR_RANGE)), COLOUR_BINS);
            int b = bin((lab[2][i] + COLOUR_RANGE) * (COLOUR_BINS / (2 * COLOUR_RANGE)), COLOUR_BINS);
            bin[i] = (short) ((l * COLOUR_BINS + a) * COLOUR_BINS + b);
        }
    }

    /**
     * Computes the ratio over a frame.
     *
     * @param bin the pixels' colours, from {@link #index}
     * @param inFront weight of each pixel as foreground, at least 0
     * @param behind weight of each pixel as background, at least 0
     * @param out receives the log ratio, positive where the colour speaks for the foreground
     */
    public void compute(short[] bin, float[] inFront, float[] behind, int width, int height, float[] out) {
        int size = width * height;
        histogram(bin, inFront, size, foreground);
        histogram(bin, behind, size, background);
        for (int b = 0; b < BINS; b++) {
            ratio[b] = (float) StrictMath.log((foreground[b] + FLOOR) / (background[b] + FLOOR));
        }
        for (int i = 0; i < size; i++) {
            out[i] = ratio[bin[i]];
        }
        blur.apply(out, width, height, out);
        for (int i = 0; i < size; i++) {
            out[i] = Math.min(Math.max(out[i], -LIMIT), LIMIT);
        }
    }

    private void histogram(short[] bin, float[] weight, int size, float[] histogram) {
        Arrays.fill(histogram, 0);
        float sum = 0;
        for (int i = 0; i < size; i++) {
            histogram[bin[i]] += weight[i];
            sum += weight[i];
        }
        blur(histogram, scratch, COLOUR_BINS * COLOUR_BINS, LIGHTNESS_BINS);
        blur(scratch, histogram, COLOUR_BINS, COLOUR_BINS);
        blur(histogram, scratch, 1, COLOUR_BINS);
        float scale = 1 / (sum + 1e-9f);
        for (int b = 0; b < BINS; b++) {
            histogram[b] = scratch[b] * scale;
        }
    }

    /** Blurs along the axis on which neighbours are {@code step} apart and which has {@code length} bins. */
    private void blur(float[] from, float[] to, int step, int length) {
        for (int b = 0; b < BINS; b++) {
            int at = b / step % length;
            float sum = kernel[0] * from[b];
            for (int k = 1; k < kernel.length; k++) {
                int before = Math.max(at - k, 0) - at;
                int after = Math.min(at + k, length - 1) - at;
                sum += kernel[k] * (from[b + before * step] + from[b + after * step]);
            }
            to[b] = sum;
        }
    }

    private static int bin(float value, int bins) {
        return Math.min(Math.max((int) value, 0), bins - 1);
    }
}
