package dev.copra.overlap;

/**
 * How much two quadrilaterals have in common. Each is eight numbers: x and y of its corners in order, in either direction. It may be
 * concave. A quadrilateral is the sum of two triangles from its first corner, one of which is taken away where it is concave there; the
 * area in common is the sum over pairs of triangles, each cut by half-planes (Sutherland and Hodgman 1974). Holds scratch memory: one a
 * thread.
 */
public final class QuadOverlap {
    /** Two triangles have at most six corners in common; each cut adds one at most. */
    private static final int MOST_CORNERS = 12;

    private double[] x = new double[MOST_CORNERS];
    private double[] y = new double[MOST_CORNERS];
    private double[] nextX = new double[MOST_CORNERS];
    private double[] nextY = new double[MOST_CORNERS];

    /** The area of a quadrilateral, at least 0. @param at where its eight numbers start */
    public static double area(double[] quad, int at) {
        return Math.abs(signedArea(quad, at, 1) + signedArea(quad, at, 2));
    }

    /** The area of the triangle of the corners 0, i and i + 1; positive if they go clockwise on the screen. */
    private static double signedArea(double[] quad, int at, int i) {
        double ax = quad[at + 2 * i] - quad[at];
        double ay = quad[at + 2 * i + 1] - quad[at + 1];
        double bx = quad[at + 2 * i + 2] - quad[at];
        double by = quad[at + 2 * i + 3] - quad[at + 1];
        return (ax * by - bx * ay) / 2;
    }

    /**
     * Intersection over union, or over the detection's area if the truth is a crowd region; 0 if nothing is common.
     *
     * @param atDetection where the detection's eight numbers start
     * @param atTruth where the truth's do
     */
    public double iou(double[] detection, int atDetection, double[] truth, int atTruth, boolean crowd) {
        if (apart(detection, atDetection, truth, atTruth, 0) || apart(detection, atDetection, truth, atTruth, 1)) {
            return 0;
        }
        double common = common(detection, atDetection, truth, atTruth);
        if (!(common > 0)) {
            return 0;
        }
        double area = area(detection, atDetection);
        return common / (crowd ? area : area + area(truth, atTruth) - common);
    }

    /** Whether the corners of one are all before those of the other. @param axis 0 for x, 1 for y */
    private static boolean apart(double[] a, int atA, double[] b, int atB, int axis) {
        return Math.max(Math.max(a[atA + axis], a[atA + 2 + axis]), Math.max(a[atA + 4 + axis], a[atA + 6 + axis]))
                        <= Math.min(
                                Math.min(b[atB + axis], b[atB + 2 + axis]),
                                Math.min(b[atB + 4 + axis], b[atB + 6 + axis]))
                || Math.max(Math.max(b[atB + axis], b[atB + 2 + axis]), Math.max(b[atB + 4 + axis], b[atB + 6 + axis]))
                        <= Math.min(
                                Math.min(a[atA + axis], a[atA + 2 + axis]),
                                Math.min(a[atA + 4 + axis], a[atA + 6 + axis]));
    }

    private double common(double[] a, int atA, double[] b, int atB) {
        double sum = 0;
        for (int i = 1; i <= 2; i++) {
            double signA = Math.signum(signedArea(a, atA, i));
            for (int j = 1; j <= 2 && signA != 0; j++) {
                double signB = Math.signum(signedArea(b, atB, j));
                if (signB != 0) {
                    sum += signA * signB * common(a, atA, i, b, atB, j, signB);
                }
            }
        }
        return Math.abs(sum);
    }

    /** The area that two triangles have in common. @param sign of the second one's area */
    private double common(double[] a, int atA, int i, double[] b, int atB, int j, double sign) {
        int[] corners = {0, i, i + 1};
        int count = 0;
        for (int corner : corners) {
            // from the other's first corner, so that far from the origin nothing is lost
            x[count] = a[atA + 2 * corner] - b[atB];
            y[count++] = a[atA + 2 * corner + 1] - b[atB + 1];
        }
        double px = b[atB + 2 * j] - b[atB];
        double py = b[atB + 2 * j + 1] - b[atB + 1];
        double qx = b[atB + 2 * j + 2] - b[atB];
        double qy = b[atB + 2 * j + 3] - b[atB + 1];
        count = cut(count, 0, 0, px, py, sign);
        count = cut(count, px, py, qx, qy, sign);
        count = cut(count, qx, qy, 0, 0, sign);
        double twice = 0;
        for (int c = 0; c < count; c++) {
            int next = c + 1 == count ? 0 : c + 1;
            twice += x[c] * y[next] - x[next] * y[c];
        }
        return Math.abs(twice) / 2;
    }

    /** Keeps what is on one side of the line from one point to another. @return how many corners are left */
    private int cut(int count, double fromX, double fromY, double toX, double toY, double sign) {
        int kept = 0;
        for (int c = 0; c < count; c++) {
            int next = c + 1 == count ? 0 : c + 1;
            double here = sign * side(x[c], y[c], fromX, fromY, toX, toY);
            double there = sign * side(x[next], y[next], fromX, fromY, toX, toY);
            if (here >= 0) {
                nextX[kept] = x[c];
                nextY[kept++] = y[c];
            }
            if (here > 0 && there < 0 || here < 0 && there > 0) {
                double share = here / (here - there);
                nextX[kept] = x[c] + share * (x[next] - x[c]);
                nextY[kept++] = y[c] + share * (y[next] - y[c]);
            }
        }
        double[] swap = x;
        x = nextX;
        nextX = swap;
        swap = y;
        y = nextY;
        nextY = swap;
        return kept;
    }

    private static double side(double x, double y, double fromX, double fromY, double toX, double toY) {
        return (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX);
    }
}
