package dev.copra.box2mask;

import dev.copra.mask.Box;
import dev.copra.mask.Connectivity;
import dev.copra.mask.Rle;
import dev.copra.mask.RunBuilder;
import dev.copra.shape.BoxRasterizer;

/**
 * Makes a mask of a probability map, the same way for every strategy.
 *
 * <p>The threshold is the one of the highest expected IoU. If pixels are in the object independently with the given
 * probabilities, the mask of the n most probable pixels has an expected intersection C_n and an expected union of
 * n + C_N - C_n, C being the cumulative sum of the sorted probabilities; the best n gives the threshold, and the ratio
 * itself is the confidence. Probabilities are sorted into {@value #LEVELS} levels, and the threshold is kept within .1
 * and .9.
 *
 * @param largestPart whether only the largest 8-connected part is kept
 * @param fillHoles whether holes are filled
 */
public record Decision(boolean largestPart, boolean fillHoles) {
    private static final int LEVELS = 1024;
    private static final float LEAST = .1f;
    private static final float MOST = .9f;

    /**
     * A mask, and how good it probably is.
     *
     * @param mask within the rasterisation of the box that limits it
     * @param confidence expected IoU with the true mask, in [0, 1]; NaN if it is not known
     */
    public record Decided(Rle mask, double confidence) {}

    /**
     * Decides on one instance.
     *
     * @param height of the image
     * @param width of the image
     */
    public Decided decide(Estimate.Soft soft, int height, int width) {
        float[] probability = soft.probability();
        int[] count = new int[LEVELS];
        double[] sum = new double[LEVELS];
        double total = 0;
        for (float p : probability) {
            int level = Math.min((int) (p * LEVELS), LEVELS - 1);
            count[level]++;
            sum[level] += p;
            total += p;
        }
        double intersection = 0;
        long area = 0;
        double best = 0;
        int at = LEVELS / 2;
        for (int level = LEVELS - 1; level >= 0; level--) {
            intersection += sum[level];
            area += count[level];
            double iou = intersection / (area + total - intersection);
            if (count[level] > 0 && iou > best) {
                best = iou;
                at = level;
            }
        }
        float threshold = Math.min(Math.max(at / (float) LEVELS, LEAST), MOST);
        Rle mask = above(soft.window(), probability, threshold, height, width);
        return finish(mask, Math.min(best, 1), soft.within());
    }

    /** The expected IoU with the true mask of the pixels whose probability is above a threshold; 0 if there is none. */
    public static double expectedIou(float[] probability, double threshold) {
        double intersection = 0;
        double total = 0;
        long area = 0;
        for (float p : probability) {
            total += p;
            if (p > threshold) {
                intersection += p;
                area++;
            }
        }
        return area == 0 ? 0 : intersection / (area + total - intersection);
    }

    /**
     * Finishes the mask of one instance.
     *
     * @param mask of the image's size
     * @param confidence expected IoU with the true mask, in [0, 1]; NaN if it is not known
     * @param within no pixel outside of this box's rasterisation stays in the mask
     */
    public Decided finish(Rle mask, double confidence, Box within) {
        Rle finished = mask.intersection(BoxRasterizer.rasterize(within, mask.height(), mask.width()));
        if (fillHoles) {
            finished = finished.fillHoles();
        }
        if (largestPart) {
            finished = finished.largestComponent(Connectivity.EIGHT);
        }
        return new Decided(finished, confidence);
    }

    /** The pixels of probability at least {@code threshold}. */
    private static Rle above(Window window, float[] probability, float threshold, int height, int width) {
        RunBuilder runs = new RunBuilder(window.width());
        for (int x = 0; x < window.width(); x++) {
            int column = (window.x() + x) * height + window.y();
            int y = 0;
            while (y < window.height()) {
                int start = y;
                while (y < window.height() && probability[y * window.width() + x] >= threshold) {
                    y++;
                }
                runs.append(column + start, column + y);
                y++;
            }
        }
        return runs.build(height, width);
    }
}
