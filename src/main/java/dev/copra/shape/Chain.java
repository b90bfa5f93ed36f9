package dev.copra.shape;

/**
 * The chain of points that maskApi.c draws for an edge on the grid of fifths, without its points. All edges lead from left
 * to right, x0 < x1.
 *
 * <p>A gentle edge (no steeper than 45 degrees) has the points u = x0 + t, v = (int) (y0 + slope * t + .5); it passes
 * column n between u = 5n + 2 and 5n + 3 at the lower v of these two. A steep edge has, from its upper end on, the points
 * v = y + t, u = (int) (x + t / slope + .5), and passes the column at the last v before u changes. In real numbers both are
 * a straight line of rows over columns, which is followed with one addition a column. The rounding in C's expressions
 * can change the row only where that line comes close to a whole number; there the expressions themselves decide.
 */
final class Chain {
    /** One row as a fixed-point number. */
    static final double ONE = 1L << 32;

    /**
     * Up to this distance from the origin, 52,000 pixels, both the additions and C's expressions are off by less than
     * 2^-13 rows, an eighth of the {@link #TIE} distance.
     */
    private static final int NEAR = 1 << 18;

    private static final int TIE = 1 << 22;

    private Chain() {}

    static boolean isNear(int x0, int y0, int x1, int y1) {
        return ((x0 + NEAR | y0 + NEAR | x1 + NEAR | y1 + NEAR) & -2 * NEAR) == 0;
    }

    /** The row from which on a column is toggled, with 32 binary digits, of a near edge; not yet cut to the image. */
    static long row(int x0, int y0, int x1, int y1, double slope, int column) {
        boolean gentle = x1 - x0 >= Math.abs(y1 - y0);
        double u = gentle ? slope < 0 ? 3 : 2 : 2.5;
        double v = gentle ? 2.5 : 2;
        return (long) ((y0 + v + (5.0 * column + u - x0) * slope) * (ONE / 5));
    }

    /** Whether a row is so near to a whole number that {@link #passage} has to decide. */
    static boolean isTie(long row) {
        return ((int) row + TIE & -2 * TIE) == 0;
    }

    /** The height at which the chain passes a column, in fifths, by the expressions of maskApi.c. */
    static int passage(int x0, int y0, int x1, int y1, int column) {
        long dx = (long) x1 - x0;
        long dy = (long) y1 - y0;
        if (dx >= Math.abs(dy)) {
            double slope = (double) dy / dx;
            double t = 5.0 * column + (dy < 0 ? 3 : 2) - x0;
            return (int) (y0 + slope * t + .5);
        }
        boolean down = dy > 0;
        int x = down ? x0 : x1;
        int y = down ? y0 : y1;
        double slope = down ? (double) dx / dy : (double) -dx / -dy;
        // u is monotone in t, rounding included, so bisection finds the last point on this side of the passage
        long before = 0;
        long after = Math.abs(dy);
        while (after - before > 1) {
            long t = before + after >>> 1;
            boolean rightOfCentre = (int) (x + slope * t + .5) >= 5L * column + 3;
            if (rightOfCentre == down) {
                after = t;
            } else {
                before = t;
            }
        }
        return (int) (y + before);
    }
}
