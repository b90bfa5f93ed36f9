package dev.copra.shape;

import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.List;

/**
 * Rasterises polygons as pycocotools' {@code frPyObjects} does, bit for bit.
 *
 * <p>The rule is that of {@code rleFrPoly} in {@code maskApi.c} of the COCO API (P. Dollar and T.-Y. Lin, BSD licence).
 * Vertices are rounded on a grid of fifths of a pixel, every edge is drawn on that grid as a chain of points, and where the
 * chain passes from u = 5n + 2 to 5n + 3, the pixels of column n are toggled from the row at the chain's height on
 * downwards. This class does not draw the chain: only its passages matter, and an edge has at most one in a column. A
 * gentle edge (no steeper than 45 degrees) has it at a known u, so one evaluation of the chain gives the row; a steep
 * one has it where the chain's rounded u passes 5n + 3, which a division finds up to rounding and the chain's own
 * floating-point expression decides. Time and memory are therefore bounded by the columns that the edges span within
 * the image, whatever the coordinates are.
 *
 * <p>{@code maskApi.c} has no defined result where 5 * coordinate does not fit into 32 bits; here such a coordinate acts
 * as if it lay at that limit. A coordinate that is not a number is refused.
 *
 * <p>An instance keeps its scratch memory for the next ring and must be used by one thread at a time.
 */
public final class PolygonRasterizer {
    private static final int SCALE = 5;

    /** Below this distance from the origin, in fifths, a chain's rounding error is less than {@link #TIE}. */
    private static final int NEAR = 1 << 20;

    private static final double TIE = 1.0 / (1 << 24);

    private final Crossings crossings = new Crossings();
    private int[] xs = new int[64];
    private int[] ys = new int[64];

    /**
     * The pixels inside one ring by the even-odd rule.
     *
     * @param ring x0, y0, x1, y1, ...; an odd last number is dropped, as pycocotools does; may be empty
     * @throws IllegalArgumentException if a coordinate is not a number or the image has more than 2^31 - 1 pixels
     */
    public Rle rasterize(double[] ring, int height, int width) {
        int vertices = ring.length / 2;
        if (vertices == 0 || height == 0 || width == 0) {
            return Rle.empty(height, width);
        }
        readVertices(ring, vertices);
        int left = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        for (int i = 0; i < vertices; i++) {
            left = Math.min(left, xs[i]);
            right = Math.max(right, xs[i]);
        }
        int firstColumn = Math.max(columnAfter(left), 0);
        int lastColumn = Math.min(columnAfter(right), width) - 1;
        if (firstColumn > lastColumn) {
            return Rle.empty(height, width);
        }
        crossings.begin(height, width, firstColumn, lastColumn);
        for (int i = 0; i < vertices; i++) {
            edge(xs[i], ys[i], xs[i + 1], ys[i + 1], width);
        }
        return crossings.finish();
    }

    /** The pixels inside at least one ring, as pycocotools merges the rings of an annotation. No ring, no pixel. */
    public Rle rasterize(List<double[]> rings, int height, int width) {
        if (rings.isEmpty()) {
            return Rle.empty(height, width);
        }
        if (rings.size() == 1) {
            return rasterize(rings.get(0), height, width);
        }
        List<Rle> masks = new ArrayList<>(rings.size());
        for (double[] ring : rings) {
            masks.add(rasterize(ring, height, width));
        }
        return Rle.union(masks);
    }

    /** Rounds to fifths with C's cast, towards zero, and closes the ring. */
    private void readVertices(double[] ring, int vertices) {
        if (xs.length <= vertices) {
            xs = new int[vertices + (vertices >> 1) + 1];
            ys = new int[xs.length];
        }
        for (int i = 0; i < vertices; i++) {
            double x = ring[2 * i];
            double y = ring[2 * i + 1];
            if (x != x || y != y) {
                throw new IllegalArgumentException("vertex " + i + " of a polygon is not a number: " + x + ", " + y);
            }
            xs[i] = (int) (SCALE * x + .5);
            ys[i] = (int) (SCALE * y + .5);
        }
        xs[vertices] = xs[0];
        ys[vertices] = ys[0];
    }

    private void edge(int x0, int y0, int x1, int y1, int width) {
        // the chain passes the same points in both directions
        if (x0 <= x1) {
            rightwardEdge(x0, y0, x1, y1, width);
        } else {
            rightwardEdge(x1, y1, x0, y0, width);
        }
    }

    private void rightwardEdge(int x0, int y0, int x1, int y1, int width) {
        int first = Math.max(columnAfter(x0), 0);
        int end = Math.min(columnAfter(x1), width);
        if (first >= end) {
            return;
        }
        long dx = (long) x1 - x0;
        long dy = (long) y1 - y0;
        if (dx >= Math.abs(dy)) {
            gentleEdge(x0, y0, dx, dy, first, end);
        } else if (dy > 0) {
            steepEdge(x0, y0, dx, dy, first, end);
        } else {
            steepEdge(x1, y1, -dx, -dy, first, end);
        }
    }

    /** Chain: u = x + t, v = (int) (y + slope * t + .5) for t = 0 to dx. Toggles from the lower v of each passage on. */
    private void gentleEdge(int x, int y, long dx, long dy, int first, int end) {
        double slope = (double) dy / dx;
        long t = SCALE * (long) first + 2 - x + (dy < 0 ? 1 : 0);
        for (int column = first; column < end; column++) {
            crossings.add(column, (int) (y + slope * t + .5));
            t += SCALE;
        }
    }

    /** Chain: v = y + t, u = (int) (x + slope * t + .5) for t = 0 to dy, downwards. Leftwards if dx is negative. */
    private void steepEdge(int x, int y, long dx, long dy, int first, int end) {
        double slope = (double) dx / dy;
        double perColumn = (double) dy / dx;
        boolean near = Math.abs(x) < NEAR && Math.abs(dx) < NEAR && dy < NEAR;
        for (int column = first; column < end; column++) {
            // the passage is between the points t and t + 1, t being the last one before x + slope * t = u
            long u = SCALE * (long) column + 3;
            double guess = (u - .5 - x) * perColumn;
            long t = (long) (guess - TIE);
            if (!near || t != (long) (guess + TIE)) {
                t = lastBefore(u, x, slope, dx > 0, dy);
            }
            crossings.add(column, (int) (y + t));
        }
    }

    /** The chain is monotone in t, rounding included, so its last point before the passage is found by bisection. */
    private static long lastBefore(long u, int x, double slope, boolean rightward, long dy) {
        long before = 0;
        long after = dy;
        while (after - before > 1) {
            long t = before + after >>> 1;
            boolean beyond = (int) (x + slope * t + .5) >= u;
            if (beyond == rightward) {
                after = t;
            } else {
                before = t;
            }
        }
        return before;
    }

    /** The first column n with 5n + 2 >= u, at least for the u >= 0 that matter. */
    private static int columnAfter(int u) {
        return (int) Math.floorDiv(u + 2L, SCALE);
    }
}
