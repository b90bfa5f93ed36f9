package dev.copra.shape;

import java.util.Arrays;

/**
 * Finds where a ring crosses itself. Sides that touch or lie on each other do not cross: the seams of keyholes, by which a
 * ring has holes, are no fault (JTS' IsSimpleOp takes them for one, and needs an object a point). Holds scratch memory: one a thread.
 */
public final class RingCrossings {
    /** A lobe smaller than this, in square pixels, is a wobble of the hand. */
    public static final double LEAST_LOBE = 1;

    private long[] order = new long[64];
    private double[] sums = new double[65];
    private long crossings;

    /**
     * The greatest area, in square pixels, that a crossing cuts off; 0 if no side crosses another. Where there are several
     * crossings it is an estimate. If the effort does not suffice, it is that of the crossings seen until then.
     */
    public double greatestLobe(double[] ring, Effort effort) {
        crossings = 0;
        int n = (ring.length & ~1) / 2;
        if (n < 4) {
            return 0;
        }
        if (order.length < n) {
            order = new long[n + n / 2];
            sums = new double[order.length + 1];
        }
        // sides by their left end: only those that overlap in x are compared
        for (int i = 0; i < n; i++) {
            double left = Math.min(ring[2 * i], ring[2 * next(i, n)]);
            order[i] = (long) sortable((float) left) << 32 | i;
        }
        Arrays.sort(order, 0, n);
        boolean summed = false;
        double greatest = 0;
        for (int a = 0; a < n; a++) {
            int i = (int) order[a];
            double right = Math.max(ring[2 * i], ring[2 * next(i, n)]);
            int limit = sortable(Math.nextUp((float) right));
            int compared = 0;
            for (int b = a + 1; b < n && (int) (order[b] >> 32) <= limit; b++) {
                int j = (int) order[b];
                compared++;
                if (cross(ring, i, j, n)) {
                    crossings++;
                    if (!summed) {
                        sum(ring, n);
                        summed = true;
                    }
                    greatest = Math.max(greatest, lobe(ring, Math.min(i, j), Math.max(i, j), n));
                }
            }
            if (!effort.spend(compared)) {
                return greatest;
            }
        }
        return greatest;
    }

    /** How many crossings the last ring has. */
    long crossings() {
        return crossings;
    }

    private static int next(int i, int n) {
        return i + 1 == n ? 0 : i + 1;
    }

    /** An int that is ordered as the float is. */
    private static int sortable(float value) {
        int bits = Float.floatToIntBits(value);
        return bits ^ bits >> 31 & 0x7FFFFFFF;
    }

    private static boolean cross(double[] ring, int i, int j, int n) {
        double ax = ring[2 * i];
        double ay = ring[2 * i + 1];
        double bx = ring[2 * next(i, n)];
        double by = ring[2 * next(i, n) + 1];
        double cx = ring[2 * j];
        double cy = ring[2 * j + 1];
        double dx = ring[2 * next(j, n)];
        double dy = ring[2 * next(j, n) + 1];
        return Rings.cross(ax, ay, bx, by, cx, cy, dx, dy);
    }

    /** Running sums of the cross products, from which the area of any part of the ring follows. */
    private void sum(double[] ring, int n) {
        sums[0] = 0;
        for (int i = 0; i < n; i++) {
            int next = next(i, n);
            sums[i + 1] = sums[i] + ring[2 * i] * ring[2 * next + 1] - ring[2 * next] * ring[2 * i + 1];
        }
    }

    /** The smaller of the two areas into which the crossing of two sides parts the ring. */
    private double lobe(double[] ring, int i, int j, int n) {
        double ax = ring[2 * i];
        double ay = ring[2 * i + 1];
        double bx = ring[2 * next(i, n)];
        double by = ring[2 * next(i, n) + 1];
        double cx = ring[2 * j];
        double cy = ring[2 * j + 1];
        double dx = ring[2 * next(j, n)];
        double dy = ring[2 * next(j, n) + 1];
        double t = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / ((bx - ax) * (dy - cy) - (by - ay) * (dx - cx));
        double px = ax + t * (bx - ax);
        double py = ay + t * (by - ay);
        // from the crossing along the ring to the side's other end, and back to the crossing
        double area = sums[j] - sums[i + 1] + (px * by - bx * py) + (cx * py - px * cy);
        double rest = sums[n] - area;
        return Math.min(Math.abs(area), Math.abs(rest)) / 2;
    }
}
