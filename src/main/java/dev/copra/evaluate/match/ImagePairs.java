package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The objects of one image, of all categories, and how much each detection has in common with each truth.
 *
 * @param overlap detection-major: of detection d and truth g at {@code d * truths.size() + g}, 0 to 1; -1 for masks of different sizes
 */
public record ImagePairs(Id image, Detections detections, Truths truths, double[] overlap) {

    /**
     * The best detections over all categories, the best score first, equals as in the file.
     *
     * @param category index of each one's category
     * @param excused whether it cannot be wrong, because not all truths of its category were annotated
     * @param result position in the results file, from 0
     * @param box x, y, width and height of each, one after the other
     * @param area of each in pixels
     */
    public record Detections(
            int[] category, double[] score, boolean[] excused, int[] result, double[] box, double[] area) {
        /** How many detections there are. */
        public int size() {
            return category.length;
        }
    }

    /**
     * The truths in the order of the file.
     *
     * @param category index of each one's category
     * @param ignored whether AP neither counts it as found nor as missed, as crowds
     * @param crowd whether more than one detection may find it; then their overlap is the share of the detection that lies in it
     * @param area of each in pixels
     * @param id of each
     */
    public record Truths(int[] category, boolean[] ignored, boolean[] crowd, double[] area, List<Id> id) {
        /** How many truths there are. */
        public int size() {
            return category.length;
        }

        /** Those that AP does not ignore, in their order. */
        public int[] counted() {
            return IntStream.range(0, size()).filter(g -> !ignored[g]).toArray();
        }
    }

    /** The same image with no more than its best detections. */
    public ImagePairs best(int most) {
        int size = Math.min(most, detections.size());
        return size == detections.size()
                ? this
                : new ImagePairs(
                        image,
                        new Detections(
                                Arrays.copyOf(detections.category, size),
                                Arrays.copyOf(detections.score, size),
                                Arrays.copyOf(detections.excused, size),
                                Arrays.copyOf(detections.result, size),
                                Arrays.copyOf(detections.box, 4 * size),
                                Arrays.copyOf(detections.area, size)),
                        truths,
                        Arrays.copyOf(overlap, size * truths.size()));
    }

    /** Their IoU, by their numbers in this image. */
    public double overlap(int detection, int truth) {
        return overlap[detection * truths.size() + truth];
    }
}
