package dev.copra.evaluate.figure;

/**
 * What matching leaves of a category: its detections, image by image, each image's best first and no more than count, with a
 * bit for every threshold; and how many truths there are to be found.
 *
 * @param size number of detections
 * @param image rank of the image of each detection
 * @param score of each detection
 * @param rank of each detection within its image, from 0
 * @param iou of each detection with the truth that it has found at the first threshold, over objects of all sizes; 0 if none
 * @param matched by range of area: whether the detection has found a truth
 * @param ignored by range of area: whether the detection counts neither for nor against
 * @param truths by range of area: how many truths count
 */
public record CategoryMatches(
        int size,
        int[] image,
        double[] score,
        int[] rank,
        double[] iou,
        long[][] matched,
        long[][] ignored,
        int[] truths) {

    /** Those of so many detections, with room for all that is to be said of them. */
    public static CategoryMatches ofSize(int size, int[] truths) {
        int areas = truths.length;
        return new CategoryMatches(
                size,
                new int[size],
                new double[size],
                new int[size],
                new double[size],
                new long[areas][size],
                new long[areas][size],
                truths);
    }
}
