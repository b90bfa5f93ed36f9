package dev.copra.evaluate.rules;

import java.util.List;

/**
 * How detections are evaluated.
 *
 * @param kind what is compared
 * @param iouThresholds from which overlap on a detection has found its truth, ascending
 * @param recalls at which precision is read, ascending
 * @param areas the ranges of areas that are evaluated apart; the first one is for the figures without a range
 * @param maxDetections how many detections an image and category count, the best first, ascending
 * @param useCategories whether a detection must have its truth's category
 * @param lvis whether the categories were not annotated exhaustively, so that images say which were looked for
 * @param corrected whether pycocotools' known errors are put right rather than followed
 * @param boundaryRatio how wide a boundary is, as a share of the image's diagonal
 * @param sigmas of the keypoints, or null for those of the file, or COCO's
 */
public record Rules(
        Kind kind,
        double[] iouThresholds,
        double[] recalls,
        List<AreaRange> areas,
        int[] maxDetections,
        boolean useCategories,
        boolean lvis,
        boolean corrected,
        double boundaryRatio,
        double[] sigmas) {

    /** pycocotools' rules for a kind. */
    public static Rules coco(Kind kind) {
        boolean keypoints = kind == Kind.KEYPOINTS;
        return new Rules(
                kind,
                cocoThresholds(),
                cocoRecalls(),
                keypoints
                        ? List.of(AreaRange.ALL, AreaRange.MEDIUM, AreaRange.LARGE)
                        : List.of(AreaRange.ALL, AreaRange.SMALL, AreaRange.MEDIUM, AreaRange.LARGE),
                keypoints ? new int[] {20} : new int[] {1, 10, 100},
                true,
                false,
                false,
                .02,
                null);
    }

    /** 0.5, 0.55, ... 0.95, as numpy's {@code linspace} has them: the ninth is not the double nearest to 0.9. */
    public static double[] cocoThresholds() {
        return spaced(.5, .95, 10);
    }

    /** Evenly spaced numbers, both ends included, to the last bit as {@code numpy.linspace}. */
    public static double[] spaced(double first, double last, int count) {
        double[] numbers = new double[count];
        double step = count > 1 ? (last - first) / (count - 1) : 0;
        for (int i = 0; i < count; i++) {
            numbers[i] = i * step + first;
        }
        if (count > 1) {
            numbers[count - 1] = last;
        }
        return numbers;
    }

    /** The recalls at which precision is read: 0, 0.01, ... 1. */
    public static double[] cocoRecalls() {
        return spaced(0, 1, 101);
    }

    /** The same rules with pycocotools' known errors put right, or with them. */
    public Rules corrected(boolean yes) {
        return new Rules(
                kind, iouThresholds, recalls, areas, maxDetections, useCategories, lvis, yes, boundaryRatio, sigmas);
    }

    /** How many detections of an image and category count at most. */
    public int mostDetections() {
        return maxDetections[maxDetections.length - 1];
    }
}
