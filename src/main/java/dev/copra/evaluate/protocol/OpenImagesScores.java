package dev.copra.evaluate.protocol;

import dev.copra.evaluate.read.Category;
import java.util.List;

/**
 * AP as Open Images has it: the area under the curve of precision over recall.
 *
 * @param threshold the IoU from which on a detection has found its truth
 * @param weight how much a group counts, 0 to 1
 */
public record OpenImagesScores(double threshold, double weight, List<OfCategory> categories) {

    /**
     * Of a category.
     *
     * @param truths single objects
     * @param groups groups of objects
     * @param detections that count, groups that were found included
     * @param recall the share of the truths that is found, groups by their weight; NaN without truths
     * @param ap NaN without truths
     */
    public record OfCategory(Category category, int truths, int groups, int detections, double recall, double ap) {}

    /** The mean AP of the categories with truths that count; NaN if there are none. */
    public double map() {
        return categories.stream()
                .mapToDouble(OfCategory::ap)
                .filter(ap -> !Double.isNaN(ap))
                .average()
                .orElse(Double.NaN);
    }

    /** @param right of each detection that counts, the best first: 0 if it is wrong, else how much it counts */
    static OfCategory of(Category category, double[] right, int truths, int groups, double weight) {
        double all = truths + weight * groups;
        if (all == 0) {
            return new OfCategory(category, truths, groups, right.length, Double.NaN, Double.NaN);
        }
        double[] precision = new double[right.length];
        double[] recall = new double[right.length];
        double hits = 0;
        int wrong = 0;
        for (int i = 0; i < right.length; i++) {
            hits += right[i];
            wrong += right[i] > 0 ? 0 : 1;
            precision[i] = hits / (hits + wrong);
            recall[i] = hits / all;
        }
        for (int i = right.length - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double area = 0;
        double before = 0;
        for (int i = 0; i < right.length; i++) {
            area += (recall[i] - before) * precision[i];
            before = recall[i];
        }
        return new OfCategory(category, truths, groups, right.length, before, area);
    }
}
