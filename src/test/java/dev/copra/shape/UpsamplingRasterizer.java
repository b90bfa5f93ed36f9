package dev.copra.shape;

import dev.copra.mask.Rle;
import java.util.Arrays;

/**
 * The rule of {@link PolygonRasterizer} carried out literally, as {@code rleFrPoly} of maskApi.c states it: every point of
 * the outline on the grid of fifths, one after the other. Slow, and independent of the other.
 */
final class UpsamplingRasterizer {
    private final int height;
    private final int width;
    private int[] positions = new int[64];
    private int size;
    private boolean begun;
    private int lastU;
    private int lastV;

    private UpsamplingRasterizer(int height, int width) {
        this.height = height;
        this.width = width;
    }

    static Rle rasterize(double[] ring, int height, int width) {
        UpsamplingRasterizer rasterizer = new UpsamplingRasterizer(height, width);
        int k = ring.length / 2;
        for (int j = 0; j < k; j++) {
            int next = (j + 1) % k;
            rasterizer.edge(
                    fifths(ring[2 * j]), fifths(ring[2 * j + 1]), fifths(ring[2 * next]), fifths(ring[2 * next + 1]));
        }
        return rasterizer.mask();
    }

    private static int fifths(double coordinate) {
        return (int) (5.0 * coordinate + .5);
    }

    private void edge(int fromX, int fromY, int toX, int toY) {
        int dx = Math.abs(toX - fromX);
        int dy = Math.abs(toY - fromY);
        boolean flip = dx >= dy ? fromX > toX : fromY > toY;
        int xs = flip ? toX : fromX;
        int ys = flip ? toY : fromY;
        int xe = flip ? fromX : toX;
        int ye = flip ? fromY : toY;
        double s = dx >= dy ? (double) (ye - ys) / dx : (double) (xe - xs) / dy;
        for (int d = 0; d <= Math.max(dx, dy); d++) {
            int t = flip ? Math.max(dx, dy) - d : d;
            if (dx >= dy) {
                point(t + xs, (int) (ys + s * t + .5));
            } else {
                point((int) (xs + s * t + .5), t + ys);
            }
        }
    }

    private void point(int u, int v) {
        if (begun && u != lastU) {
            double xd = ((u < lastU ? u : u - 1) + .5) / 5.0 - .5;
            if (Math.floor(xd) == xd && xd >= 0 && xd <= width - 1) {
                double yd = (Math.min(v, lastV) + .5) / 5.0 - .5;
                yd = Math.ceil(Math.min(Math.max(yd, 0), height));
                if (size == positions.length) {
                    positions = Arrays.copyOf(positions, 2 * size);
                }
                positions[size++] = (int) xd * height + (int) yd;
            }
        }
        begun = true;
        lastU = u;
        lastV = v;
    }

    private Rle mask() {
        byte[] dense = new byte[height * width];
        Arrays.sort(positions, 0, size);
        byte value = 0;
        for (int i = 0, next = 0; i < dense.length; i++) {
            for (; next < size && positions[next] == i; next++) {
                value ^= 1;
            }
            dense[i] = value;
        }
        return Rle.ofDense(dense, height, width);
    }
}
