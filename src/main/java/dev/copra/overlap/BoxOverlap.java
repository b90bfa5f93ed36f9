package dev.copra.overlap;

/**
 * Overlap of boxes that lie in flat arrays as x, y, width, height. The order of the operations is that of {@code bbIou} in
 * pycocotools' {@code maskApi.c}, so the results are equal to the last bit. Boxes that only touch do not overlap.
 */
public final class BoxOverlap {
    private BoxOverlap() {}

    /**
     * Area of the common part; 0 if there is none.
     *
     * @param a boxes
     * @param atA index of the first of four numbers
     * @param b boxes
     * @param atB index of the first of four numbers
     */
    public static double intersection(double[] a, int atA, double[] b, int atB) {
        double w = least(a[atA + 2] + a[atA], b[atB + 2] + b[atB]) - most(a[atA], b[atB]);
        if (w <= 0) {
            return 0;
        }
        double h = least(a[atA + 3] + a[atA + 1], b[atB + 3] + b[atB + 1]) - most(a[atA + 1], b[atB + 1]);
        return h <= 0 ? 0 : w * h;
    }

    /** Intersection over union of a detection and a truth; over the detection's area if the truth is a crowd region. */
    public static double iou(double[] detection, int atDetection, double[] truth, int atTruth, boolean crowd) {
        double i = intersection(detection, atDetection, truth, atTruth);
        if (i == 0) {
            return 0;
        }
        double areaOfDetection = detection[atDetection + 2] * detection[atDetection + 3];
        double areaOfTruth = truth[atTruth + 2] * truth[atTruth + 3];
        double u = crowd ? areaOfDetection : areaOfDetection + areaOfTruth - i;
        return i / u;
    }

    /** Intersection over the smaller of the two areas: 1 where one box lies within the other. */
    public static double ios(double[] a, int atA, double[] b, int atB) {
        double i = intersection(a, atA, b, atB);
        return i == 0 ? 0 : i / least(a[atA + 2] * a[atA + 3], b[atB + 2] * b[atB + 3]);
    }

    // Math.min and Math.max order -0.0 and 0.0, which costs time and changes nothing here
    private static double least(double a, double b) {
        return a < b ? a : b;
    }

    private static double most(double a, double b) {
        return a > b ? a : b;
    }
}
