package dev.copra.shape;

import dev.copra.mask.Rle;
import dev.copra.overlap.MaskPool;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Many outlines in a few arrays, of which masks are made when they are asked for. An outline takes 8 bytes a vertex, much less
 * than its mask does: nothing is kept of it but what rasterising looks at, vertices in fifths of a pixel.
 *
 * <p>Any number of threads may read what nobody adds to.
 */
public final class Outlines {
    private static final int NUMBERS = 7;

    /** Vertices of all rings, x and y in turn. */
    private int[] vertices = new int[4096];

    private int used;

    /** Of each ring the end of its vertices; they start at the end of the ring before it. */
    private int[] ringEnds = new int[256];

    private int rings;

    /** Of each outline the image's height and width, left, top, right, bottom, and the end of its rings. */
    private int[] shapes = new int[NUMBERS * 256];

    private int size;

    /**
     * Adds an outline.
     *
     * @param outline rings of finite x0, y0, x1, y1, ...; their union is the mask
     * @return its index
     */
    public int add(List<double[]> outline, int height, int width) {
        int left = Integer.MAX_VALUE;
        int top = Integer.MAX_VALUE;
        int right = Integer.MIN_VALUE;
        int bottom = Integer.MIN_VALUE;
        for (double[] ring : outline) {
            int end = ring.length & -2;
            if (used + end > vertices.length) {
                vertices = Arrays.copyOf(vertices, Math.max(used + end, vertices.length + (vertices.length >> 1)));
            }
            for (int i = 0; i < end; i += 2) {
                int x = Fifths.of(ring[i]);
                int y = Fifths.of(ring[i + 1]);
                left = Math.min(left, x);
                right = Math.max(right, x);
                top = Math.min(top, y);
                bottom = Math.max(bottom, y);
                vertices[used++] = x;
                vertices[used++] = y;
            }
            if (rings == ringEnds.length) {
                ringEnds = Arrays.copyOf(ringEnds, 2 * rings);
            }
            ringEnds[rings++] = used;
        }
        if (NUMBERS * (size + 1) > shapes.length) {
            shapes = Arrays.copyOf(shapes, 2 * shapes.length);
        }
        int at = NUMBERS * size;
        shapes[at] = height;
        shapes[at + 1] = width;
        shapes[at + 2] = Fifths.pixelFrom(left);
        shapes[at + 3] = Fifths.pixelFrom(top) - 1;
        shapes[at + 4] = Fifths.pixelFrom(right);
        shapes[at + 5] = Fifths.pixelFrom(bottom) + 1;
        shapes[at + 6] = rings;
        return size++;
    }

    /** Whether the mask of an outline may meet another one. By vertices and bounds alone: a yes need not be true. */
    public boolean mayMeet(int outline, MaskPool masks, int mask) {
        int at = NUMBERS * outline;
        return masks.reaches(mask, shapes[at + 2], shapes[at + 3], shapes[at + 4], shapes[at + 5]);
    }

    /** The mask of an outline, as {@link PolygonRasterizer#rasterize(List, int, int)} makes it. */
    public Rle mask(int outline, PolygonRasterizer rasterizer) {
        int at = NUMBERS * outline;
        int first = outline == 0 ? 0 : shapes[at - 1];
        int last = shapes[at + 6];
        if (last - first == 1) {
            return ring(first, at, rasterizer);
        }
        List<Rle> masks = new ArrayList<>(last - first);
        for (int ring = first; ring < last; ring++) {
            masks.add(ring(ring, at, rasterizer));
        }
        return masks.isEmpty() ? Rle.empty(shapes[at], shapes[at + 1]) : Rle.union(masks);
    }

    private Rle ring(int ring, int at, PolygonRasterizer rasterizer) {
        int from = ring == 0 ? 0 : ringEnds[ring - 1];
        return rasterizer.rasterize(vertices, from, ringEnds[ring], shapes[at], shapes[at + 1]);
    }
}
