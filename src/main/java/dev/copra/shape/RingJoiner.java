package dev.copra.shape;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Joins disjoint rings to one by bridges of no width, each of which is walked there and back, so that by the even-odd rule the one ring
 * has the pixels of all. It holds bit for bit by pycocotools' rules, because an edge covers the same points in both directions.
 */
public final class RingJoiner {
    /** Comparing all vertices with all would take too long beyond this; bridges are then not the shortest. */
    private static final long MOST_COMPARISONS = 1_000_000;

    private RingJoiner() {}

    /**
     * @param rings each x0, y0, x1, y1, ... with at least one vertex; at least one ring
     * @return one ring; the only one is returned as it is
     */
    public static double[] join(List<double[]> rings) {
        if (rings.size() == 1) {
            return rings.get(0);
        }
        double[] joined = rings.get(0);
        List<double[]> left = new ArrayList<>(rings.subList(1, rings.size()));
        for (double[] ring : left) {
            joined = bridge(joined, ring, left.size());
        }
        return joined;
    }

    /** Goes round a ring where the joined one comes nearest to it. */
    private static double[] bridge(double[] joined, double[] ring, int rings) {
        int from = 0;
        int to = 0;
        if ((long) joined.length * ring.length * rings / 4 < MOST_COMPARISONS) {
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i + 1 < joined.length; i += 2) {
                for (int j = 0; j + 1 < ring.length; j += 2) {
                    double dx = joined[i] - ring[j];
                    double dy = joined[i + 1] - ring[j + 1];
                    double distance = dx * dx + dy * dy;
                    if (distance < nearest) {
                        nearest = distance;
                        from = i;
                        to = j;
                    }
                }
            }
        }
        // up to the bridge, round the ring and to its first vertex again, back over the bridge, on
        double[] result = Arrays.copyOf(joined, joined.length + ring.length + 4);
        int at = from + 2;
        System.arraycopy(ring, to, result, at, ring.length - to);
        at += ring.length - to;
        System.arraycopy(ring, 0, result, at, to + 2);
        at += to + 2;
        System.arraycopy(joined, from, result, at, joined.length - from);
        return result;
    }
}
