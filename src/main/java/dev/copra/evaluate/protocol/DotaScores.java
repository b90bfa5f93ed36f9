package dev.copra.evaluate.protocol;

import dev.copra.evaluate.read.Category;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * AP of turned boxes as DOTA has it, which is that of PASCAL VOC.
 *
 * @param threshold the IoU above which a detection has found its truth
 */
public record DotaScores(double threshold, List<OfCategory> categories) {

    /**
     * Of a category.
     *
     * @param truths that are not difficult
     * @param recall the share of them that is found; NaN without truths
     * @param ap11 the mean of the precision at the recalls 0, 0.1, ... 1, as VOC had it until 2009; NaN without truths
     * @param apArea the area under the curve, as VOC has had it since 2010; NaN without truths
     */
    public record OfCategory(
            Category category, int truths, int detections, double recall, double ap11, double apArea) {}

    /** The mean of the first kind of AP over the categories with truths; NaN if there are none. */
    public double map11() {
        return mean(OfCategory::ap11);
    }

    /** The mean of the second kind of AP over the categories with truths; NaN if there are none. */
    public double mapArea() {
        return mean(OfCategory::apArea);
    }

    private double mean(ToDoubleFunction<OfCategory> figure) {
        double sum = 0;
        int count = 0;
        for (OfCategory of : categories) {
            if (of.truths > 0) {
                sum += figure.applyAsDouble(of);
                count++;
            }
        }
        return sum / count;
    }

    /** @param right of each detection that counts, the best first, whether it has found a truth */
    static OfCategory of(Category category, boolean[] right, int truths) {
        if (truths == 0) {
            return new OfCategory(category, 0, right.length, Double.NaN, Double.NaN, Double.NaN);
        }
        double[] precision = new double[right.length];
        double[] recall = new double[right.length];
        int hits = 0;
        for (int i = 0; i < right.length; i++) {
            hits += right[i] ? 1 : 0;
            precision[i] = (double) hits / (i + 1);
            recall[i] = (double) hits / truths;
        }
        for (int i = right.length - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        return new OfCategory(
                category,
                truths,
                right.length,
                (double) hits / truths,
                atElevenRecalls(precision, recall),
                area(precision, recall));
    }

    private static double atElevenRecalls(double[] precision, double[] recall) {
        double sum = 0;
        int at = 0;
        for (int step = 0; step <= 10; step++) {
            while (at < recall.length && recall[at] < step * .1) {
                at++;
            }
            sum += (at < recall.length ? precision[at] : 0) / 11;
        }
        return sum;
    }

    private static double area(double[] precision, double[] recall) {
        double sum = 0;
        double before = 0;
        for (int i = 0; i < recall.length; i++) {
            sum += (recall[i] - before) * precision[i];
            before = recall[i];
        }
        return sum;
    }
}
