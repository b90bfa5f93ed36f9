package dev.copra.validate;

import java.util.Arrays;
import java.util.List;

/** Geometry of the rings of a segmentation: x0, y0, x1, y1, ... in continuous pixel coordinates, closed or not. */
final class Rings {
    private Rings() {}

    /** Twice nothing, half the cross products: the area with its sign, positive if the ring turns clockwise on the screen. */
    static double signedArea(double[] ring) {
        double sum = 0;
        int n = ring.length & ~1;
        for (int i = 0; i < n; i += 2) {
            int next = i + 2 == n ? 0 : i + 2;
            sum += ring[i] * ring[next + 1] - ring[next] * ring[i + 1];
        }
        return sum / 2;
    }

    /** Left, top, right, bottom. */
    static double[] bounds(double[] ring) {
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
    static boolean isDoubled(double[] closedOrOpen) {
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
    static double[] once(double[] doubled) {
        double[] ring = open(doubled);
        return Arrays.copyOf(ring, half(ring));
    }

    /** Whether a ring lies within another, larger one, by all its vertices and the even-odd rule. */
    static boolean isWithin(double[] inner, double[] outer) {
        double[] a = bounds(inner);
        double[] b = bounds(outer);
        if (a[0] < b[0] || a[1] < b[1] || a[2] > b[2] || a[3] > b[3]) {
            return false;
        }
        if (Math.abs(signedArea(inner)) >= Math.abs(signedArea(outer))) {
            return false;
        }
        for (int i = 0; i + 1 < inner.length; i += 2) {
            if (!contains(outer, inner[i], inner[i + 1])) {
                return false;
            }
        }
        return true;
    }

    /** Whether a point is inside a ring by the even-odd rule. */
    static boolean contains(double[] ring, double x, double y) {
        boolean inside = false;
        int n = ring.length & ~1;
        for (int i = 0, j = n - 2; i < n; j = i, i += 2) {
            if (ring[i + 1] > y != ring[j + 1] > y
                    && x < (ring[j] - ring[i]) * (y - ring[i + 1]) / (ring[j + 1] - ring[i + 1]) + ring[i]) {
                inside = !inside;
            }
        }
        return inside;
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

    /** The same rings in the same order, whatever numbers they start with. */
    static boolean isSame(double[] a, double[] b) {
        return Arrays.equals(open(a), open(b));
    }

    /** Index of an earlier ring that is the same, or -1. */
    static int earlierSame(List<double[]> rings, int ring) {
        for (int i = 0; i < ring; i++) {
            if (rings.get(i).length > 5 && isSame(rings.get(i), rings.get(ring))) {
                return i;
            }
        }
        return -1;
    }

    /** Index of a ring that holds this one, or -1. */
    static int holder(List<double[]> rings, int ring) {
        for (int i = 0; i < rings.size(); i++) {
            if (i != ring && rings.get(i).length > 5 && isWithin(rings.get(ring), rings.get(i))) {
                return i;
            }
        }
        return -1;
    }
}
