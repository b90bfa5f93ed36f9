package dev.copra.shape;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be said of rings, x0, y0, x1, y1, ... in continuous pixel coordinates, closed or not, with simple sums. */
public final class Rings {
    private Rings() {}

    /** Twice nothing, half the cross products: the area with its sign, positive if the ring turns clockwise on the screen. */
    public static double signedArea(double[] ring) {
        double sum = 0;
        int n = ring.length & ~1;
        for (int i = 0; i < n; i += 2) {
            int next = i + 2 == n ? 0 : i + 2;
            sum += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
        }
        return sum / 2;
    }

    /** Left, top, right, bottom. */
    public static double[] bounds(double[] ring) {
        double[] bounds = {
            Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY
        };
        for (int i = 0; i + 1 < ring.length; i += 2) {
            bounds[0] = Math.min(bounds[0], ring[i]);
            bounds[1] = Math.min(bounds[1], ring[i + 1]);
            bounds[2] = Math.max(bounds[2], ring[i]);
            bounds[3] = Math.max(bounds[3], ring[i + 1]);
        }
        return bounds;
    }

    /** The ring without a last vertex that repeats the first one, and without an odd last number. */
    static double[] open(double[] ring) {
        int n = ring.length & ~1;
        if (n >= 4 && ring[0] == ring[n - 2] && ring[1] == ring[n - 1]) {
            n -= 2;
        }
        return n == ring.length ? ring : Arrays.copyOf(ring, n);
    }

    /** Whether the ring goes its way twice: even-odd filling then leaves nothing of it. */
    public static boolean isDoubled(double[] closedOrOpen) {
        double[] ring = open(closedOrOpen);
        int half = half(ring);
        return half >= 6 && (repeats(ring, half, 0) || repeats(ring, half + 2, 2));
    }

    private static int half(double[] ring) {
        return ring.length / 4 * 2;
    }

    /** Whether from {@code from} on the ring is what it was from the start; the first way may have been closed before. */
    private static boolean repeats(double[] ring, int from, int extra) {
        if (ring.length - from != from - extra
                || extra == 2 && (ring[0] != ring[from - 2] || ring[1] != ring[from - 1])) {
            return false;
        }
        for (int i = from; i < ring.length; i++) {
            if (ring[i] != ring[i - from]) {
                return false;
            }
        }
        return true;
    }

    /** The first of the two ways of a doubled ring. */
    public static double[] once(double[] doubled) {
        double[] ring = open(doubled);
        return Arrays.copyOf(ring, half(ring));
    }

    /** Whether the lines from a to b and from c to d cross at a point that is no end of either. */
    static boolean cross(double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
        if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) {
            return false;
        }
        double c = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        double d = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
        if (!(c < 0 && d > 0 || c > 0 && d < 0)) {
            return false;
        }
        double a = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
        double b = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
        return a < 0 && b > 0 || a > 0 && b < 0;
    }

    /** For each ring the index of an earlier one with the same points in the same order, or -1. Rings without area have none. */
    public static int[] earlierSame(List<double[]> rings) {
        int[] same = new int[rings.size()];
        Map<double[], Integer> first = new TreeMap<>(Arrays::compare);
        for (int i = 0; i < same.length; i++) {
            double[] ring = open(rings.get(i));
            Integer earlier = rings.get(i).length < 6 ? null : first.putIfAbsent(ring, i);
            same[i] = earlier == null ? -1 : earlier;
        }
        return same;
    }
}
