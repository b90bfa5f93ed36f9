package dev.copra.evaluate;

import dev.copra.coco.Id;
import java.util.List;

/**
 * The objects of one image, of all categories, and how much each detection has in common with each truth.
 *
 * @param overlap detection-major: of detection d and truth g at {@code d * truths.size() + g}, 0 to 1; -1 for masks of different sizes
 */
public record ImagePairs(Id image, Detections detections, Truths truths, double[] overlap) {

    /**
     * The best detections, as many over all categories as the rules allow, the best score first, equals as in the file.
     *
     * @param category index of each one's category
     * @param excused whether it cannot be wrong, because not all truths of its category were annotated
     * @param result position in the results file, from 0
     * @param box x, y, width and height of each, one after the other
     */
    public record Detections(int[] category, double[] score, boolean[] excused, int[] result, double[] box) {
        public int size() {
            return category.length;
        }
    }

    /**
     * The truths in the order of the file.
     *
     * @param category index of each one's category
     * @param ignored whether AP neither counts it as found nor as missed, as crowds
     * @param id of each
     */
    public record Truths(int[] category, boolean[] ignored, List<Id> id) {
        public int size() {
            return category.length;
        }
    }

    public double overlap(int detection, int truth) {
        return overlap[detection * truths.size() + truth];
    }
}
