package dev.copra.stats;

import dev.copra.overlap.BoxOverlap;
import java.util.Arrays;

/** The best IoU of each box with another one in its image. */
final class OverlapTally {
    private static final int BINS = 20;

    /** So many boxes are compared all with all. */
    private static final int FEW = 64;

    /** By category: instances without any overlap, then by bin. */
    private final long[][] within;

    private final long[][] across;

    private double[] boxes = new double[4 * 64];
    private int[] categories = new int[64];
    private double[] bestWithin = new double[64];
    private double[] bestAcross = new double[64];
    private int count;

    /** @param categories how many there are */
    OverlapTally(int categories) {
        within = new long[categories][BINS + 1];
        across = new long[categories][BINS + 1];
    }

    /** Adds an instance of the image at hand. @param category from 0 */
    void add(ObjectTable objects, int at, int category) {
        if (count == categories.length) {
            boxes = Arrays.copyOf(boxes, 8 * count);
            categories = Arrays.copyOf(categories, 2 * count);
            bestWithin = Arrays.copyOf(bestWithin, 2 * count);
            bestAcross = Arrays.copyOf(bestAcross, 2 * count);
        }
        objects.copyBox(at, boxes, 4 * count);
        categories[count] = category;
        bestWithin[count] = 0;
        bestAcross[count] = 0;
        count++;
    }

    /** Counts the image at hand, and begins another one. */
    void endImage() {
        if (count > FEW) {
            sweep();
        } else {
            for (int i = 0; i < count; i++) {
                for (int j = i + 1; j < count; j++) {
                    compare(i, j);
                }
            }
        }
        for (int i = 0; i < count; i++) {
            within[categories[i]][bin(bestWithin[i])]++;
            across[categories[i]][bin(bestAcross[i])]++;
        }
        count = 0;
    }

    private void compare(int i, int j) {
        double iou = BoxOverlap.iou(boxes, 4 * i, boxes, 4 * j, false);
        // a box that is not there, and two without extent, give no number
        if (iou > 0) {
            double[] best = categories[i] == categories[j] ? bestWithin : bestAcross;
            best[i] = Math.max(best[i], iou);
            best[j] = Math.max(best[j], iou);
        }
    }

    /** Compares boxes in the order of their left edges, each with those that begin before it ends. */
    private void sweep() {
        long[] order = new long[count];
        for (int i = 0; i < count; i++) {
            // a float that is not above the edge, as bits that have its order; NaN comes last
            float left = (float) boxes[4 * i];
            int bits = Float.floatToIntBits(left > boxes[4 * i] ? Math.nextDown(left) : left);
            order[i] = (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | i;
        }
        Arrays.sort(order);
        for (int at = 0; at < count; at++) {
            int i = (int) order[at];
            double right = boxes[4 * i] + boxes[4 * i + 2];
            for (int next = at + 1; next < count && left(order[next]) < right; next++) {
                compare(i, (int) order[next]);
            }
        }
    }

    private static float left(long key) {
        int bits = (int) (key >> 32);
        return Float.intBitsToFloat(bits ^ bits >> 31 & Integer.MAX_VALUE);
    }

    private static int bin(double iou) {
        return iou > 0 ? 1 + Math.min((int) (iou * BINS), BINS - 1) : 0;
    }

    DatasetStats.BestOverlap within(int[] of) {
        return sum(within, of);
    }

    DatasetStats.BestOverlap across(int[] of) {
        return sum(across, of);
    }

    private static DatasetStats.BestOverlap sum(long[][] tallies, int[] of) {
        long[] sum = new long[BINS + 1];
        for (int category : of) {
            for (int bin = 0; bin <= BINS; bin++) {
                sum[bin] += tallies[category][bin];
            }
        }
        return new DatasetStats.BestOverlap(sum[0], Arrays.copyOfRange(sum, 1, BINS + 1));
    }
}
