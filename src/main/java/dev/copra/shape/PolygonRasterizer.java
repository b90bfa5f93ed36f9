package dev.copra.shape;

import dev.copra.mask.MaskRegions;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.List;

/**
 * Rasterises polygons as pycocotools' {@code frPyObjects} does, bit for bit.
 *
 * <p>The rule is that of {@code rleFrPoly} in {@code maskApi.c} of the COCO API (P. Dollar and T.-Y. Lin, BSD licence).
 * Vertices are rounded to a grid of fifths of a pixel, every edge is drawn on that grid as a chain of points, and where the
 * chain passes from u = 5n + 2 to 5n + 3, the pixels of column n are toggled, from the row at the height of the chain on
 * downwards. This class draws no chain: it asks each edge for the height of its one passage in each column that it spans
 * within the image ({@link Chain}), which bounds time and memory whatever the coordinates are.
 *
 * <p>Where maskApi.c has no defined result because 5 * coordinate does not fit into 32 bits, a coordinate acts here as if it
 * lay at that limit. One that is not a number is refused.
 *
 * <p>An instance keeps its scratch memory for the next ring and must be used by one thread at a time.
 */
public final class PolygonRasterizer {
    private final Crossings crossings = new Crossings();

    /** Vertices in fifths of a pixel, the first one repeated at the end, and the columns from which on they are left. */
    private int[] xs = new int[64];

    private int[] ys = new int[64];
    private int[] columns = new int[64];

    /**
     * The pixels inside one ring by the even-odd rule.
     *
     * @param ring x0, y0, x1, y1, ...; an odd last number is dropped, as pycocotools does; may be empty
     * @throws IllegalArgumentException if a coordinate is not a number or the image has more than 2^31 - 1 pixels
     */
    public Rle rasterize(double[] ring, int height, int width) {
        return rasterize(round(ring), height, width);
    }

    /**
     * What the mask of {@link #rasterize(List, int, int)} is made of. Most masks are so plain that it is known before they are made.
     *
     * @throws IllegalArgumentException as there
     */
    public MaskRegions regions(List<double[]> rings, int height, int width) {
        if (rings.size() == 1) {
            Rle empty = collect(round(rings.get(0)), height, width);
            long pixels = empty == null ? crossings.plainPixels() : -1;
            return pixels >= 0 ? new MaskRegions(pixels, 1, 0) : (empty == null ? crossings.finish() : empty).regions();
        }
        return rasterize(rings, height, width).regions();
    }

    /** Puts the vertices of a ring on the grid. @return how many there are */
    private int round(double[] ring) {
        int vertices = ring.length / 2;
        reserve(vertices);
        for (int i = 0; i < vertices; i++) {
            double x = ring[2 * i];
            double y = ring[2 * i + 1];
            if (x != x || y != y) {
                throw new IllegalArgumentException("vertex " + i + " of a polygon is not a number: " + x + ", " + y);
            }
            xs[i] = Fifths.of(x);
            ys[i] = Fifths.of(y);
        }
        return vertices;
    }

    /** Whether two coordinates are rounded to the same place, so that one can stand for the other and no pixel changes. */
    public static boolean areRoundedAlike(double a, double b) {
        return Fifths.of(a) == Fifths.of(b);
    }

    /** The same for vertices that are on the grid of fifths already: x and y in turn, from {@code from} to {@code to}. */
    Rle rasterize(int[] fifths, int from, int to, int height, int width) {
        int vertices = (to - from) / 2;
        reserve(vertices);
        for (int i = 0; i < vertices; i++) {
            xs[i] = fifths[from + 2 * i];
            ys[i] = fifths[from + 2 * i + 1];
        }
        return rasterize(vertices, height, width);
    }

    private Rle rasterize(int vertices, int height, int width) {
        Rle empty = collect(vertices, height, width);
        return empty == null ? crossings.finish() : empty;
    }

    /** Collects where the outline passes the columns. @return the mask if there is nothing to collect, else null */
    private Rle collect(int vertices, int height, int width) {
        Rle empty = Rle.empty(height, width); // refuses what is too large before the scratch memory is touched
        int first = width;
        int end = 0;
        for (int i = 0; i < vertices; i++) {
            columns[i] = Math.min(Fifths.pixelFrom(xs[i]), width);
            first = Math.min(first, columns[i]);
            end = Math.max(end, columns[i]);
        }
        if (first >= end || height == 0) {
            return empty;
        }
        xs[vertices] = xs[0];
        ys[vertices] = ys[0];
        columns[vertices] = columns[0];
        crossings.begin(height, width, first, end);
        for (int i = 0; i < vertices; i++) {
            if (columns[i] < columns[i + 1]) {
                edge(i, i + 1);
            } else if (columns[i] > columns[i + 1]) {
                edge(i + 1, i);
            }
        }
        return null;
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

    private void reserve(int vertices) {
        if (xs.length <= vertices) {
            xs = new int[vertices + (vertices >> 1) + 1];
            ys = new int[xs.length];
            columns = new int[xs.length];
        }
    }

    private void edge(int left, int right) {
        int x0 = xs[left];
        int y0 = ys[left];
        int x1 = xs[right];
        int y1 = ys[right];
        int first = columns[left];
        int end = columns[right];
        if (!Chain.isNear(x0, y0, x1, y1)) {
            for (int column = first; column < end; column++) {
                crossings.add(column, Fifths.pixelFrom(Chain.passage(x0, y0, x1, y1, column)));
            }
            return;
        }
        double slope = (double) (y1 - y0) / (x1 - x0);
        long row = Chain.row(x0, y0, x1, y1, slope, first);
        long step = (long) (slope * Chain.ONE);
        for (int column = first; column < end; column++) {
            if (Chain.isTie(row)) {
                crossings.add(column, Fifths.pixelFrom(Chain.passage(x0, y0, x1, y1, column)));
            } else {
                crossings.add(column, (int) (row >> 32));
            }
            row += step;
        }
    }
}
