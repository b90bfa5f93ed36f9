package dev.copra.evaluate.semantic;

import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Figures of semantic segmentation, as detectron2's {@code SemSegEvaluator} has them: over the pixels that have a class in the truth, and the
 * classes that have such pixels.
 *
 * @param classes by number, ascending
 * @param ignored pixels without a class in the truth
 */
public record SemanticScores(Map<Integer, OfClass> classes, long ignored) {

    /**
     * Of a class.
     *
     * @param truth how many pixels are of it
     * @param found how many pixels were taken for it
     * @param common how many of them are the same
     */
    public record OfClass(String name, long truth, long found, long common) {
        /** The intersection over union; NaN if no pixel is of the class. */
        public double iou() {
            return truth == 0 ? Double.NaN : (double) common / (truth + found - common);
        }

        /** The share of its pixels that are found; NaN if there are none. */
        public double accuracy() {
            return truth == 0 ? Double.NaN : (double) common / truth;
        }
    }

    /** How many pixels have a class in the truth. */
    public long pixels() {
        return classes.values().stream().mapToLong(OfClass::truth).sum();
    }

    /** The mean IoU of the classes; NaN if there are none. */
    public double meanIou() {
        return mean(OfClass::iou);
    }

    /** The mean accuracy of the classes; NaN if there are none. */
    public double meanAccuracy() {
        return mean(OfClass::accuracy);
    }

    private double mean(ToDoubleFunction<OfClass> figure) {
        return classes.values().stream()
                .filter(of -> of.truth > 0)
                .mapToDouble(figure)
                .average()
                .orElse(Double.NaN);
    }

    /** The mean IoU, each class by its share of the pixels. */
    public double weightedIou() {
        double pixels = pixels();
        return pixels == 0
                ? Double.NaN
                : classes.values().stream()
                        .filter(of -> of.truth > 0)
                        .mapToDouble(of -> of.iou() * (of.truth / pixels))
                        .sum();
    }

    /** The share of the pixels that are found. */
    public double pixelAccuracy() {
        return classes.values().stream().mapToLong(OfClass::common).sum() / (double) pixels();
    }
}
