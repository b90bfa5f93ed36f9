package dev.copra.evaluate.figure;

import dev.copra.evaluate.rules.Rules;
import java.util.Arrays;

/**
 * Means of curves over categories, for those who look at curves rather than at figures. Categories without a truth take no part; a mean
 * over none is NaN. Precision and, where no other number is asked for, recall are of the most detections that the rules allow.
 */
public final class CurveMeans {
    private final Curves curves;
    private final Rules rules;
    private final int categories;
    private final int last;

    /** The means of these curves, which are computed as they are asked for. */
    public CurveMeans(Curves curves) {
        this.curves = curves;
        rules = curves.rules;
        categories = curves.categories.size();
        last = rules.maxDetections().length - 1;
    }

    /**
     * Precision over objects of all sizes at each recall of the rules.
     *
     * @param threshold index of the IoU threshold
     * @param of indices of the categories
     */
    public double[] precision(int threshold, int... of) {
        double[] precision = curves.precision(0, last);
        double[] means = new double[rules.recalls().length];
        for (int r = 0; r < means.length; r++) {
            means[r] = mean(precision, (threshold * means.length + r) * categories, of);
        }
        return means;
    }

    /** The mean of {@link #precision}. */
    public double averagePrecision(int threshold, int... of) {
        return Arrays.stream(precision(threshold, of)).average().orElse(Double.NaN);
    }

    /**
     * The recall that is reached.
     *
     * @param threshold index of the IoU threshold
     * @param area index of the range of areas
     * @param count index of the number of detections
     * @param of indices of the categories
     */
    public double recall(int threshold, int area, int count, int... of) {
        return mean(curves.recall(area, count), threshold * categories, of);
    }

    private static double mean(double[] values, int from, int[] of) {
        double sum = 0;
        int count = 0;
        for (int k : of) {
            if (values[from + k] > -1) {
                sum += values[from + k];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
