package dev.copra.box2mask;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.Arrays;

/**
 * Enlarges a mean mask to a box and cuts it at the threshold, column by column. Along a column the interpolated mean is
 * linear between two cell centres, so each such piece is inside, outside, or changes once, and the change is found by
 * bisection: the answer is that of evaluating every pixel.
 */
final class MeanMaskRasterizer {
    private static final int SIZE = CategoryShapes.SIZE;

    private final float[] mean;
    private final Box box;
    private final double[] column = new double[SIZE];

    /** Positions where the mask begins and ends, in turn and ascending. */
    private int[] toggles = new int[64];

    private int size;

    private MeanMaskRasterizer(float[] mean, Box box) {
        this.mean = mean;
        this.box = box;
    }

    static Rle rasterize(float[] mean, Box box, int height, int width) {
        Rle empty = Rle.empty(height, width);
        int left = firstCentre(box.x(), width);
        int right = firstCentre(box.right(), width);
        int top = firstCentre(box.y(), height);
        int bottom = firstCentre(box.bottom(), height);
        if (left >= right || top >= bottom) {
            return empty;
        }
        MeanMaskRasterizer rasterizer = new MeanMaskRasterizer(mean, box);
        for (int x = left; x < right; x++) {
            rasterizer.interpolate(x);
            rasterizer.cut(x * height, top, bottom);
        }
        return rasterizer.build(height, width);
    }

    /** The first of the {@code length} pixels whose centre is not before {@code edge}. */
    private static int firstCentre(double edge, int length) {
        return (int) Math.max(0, Math.min(length, Math.ceil(edge - 0.5)));
    }

    /** The mean along column x of the image, at the heights of the cells' centres. */
    private void interpolate(int x) {
        double u = cell(x, box.x(), box.width());
        int i = Math.min((int) u, SIZE - 2);
        double t = u - i;
        for (int j = 0; j < SIZE; j++) {
            column[j] = (1 - t) * mean[j * SIZE + i] + t * mean[j * SIZE + i + 1];
        }
    }

    private void cut(int base, int top, int bottom) {
        for (int y = top; y < bottom; ) {
            int piece = piece(y);
            int end = after(piece, y, bottom);
            boolean first = inside(y);
            if (first == inside(end - 1)) {
                append(base, y, end, first);
            } else {
                int change = change(y, end, first);
                append(base, y, change, first);
                append(base, change, end, !first);
            }
            y = end;
        }
    }

    private int piece(int y) {
        return Math.min((int) cell(y, box.y(), box.height()), SIZE - 2);
    }

    /** The first row after y of a later piece. */
    private int after(int piece, int y, int bottom) {
        int low = y;
        int high = bottom;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (piece(middle) == piece) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The first row that differs from row {@code from}, where row {@code end - 1} does. */
    private int change(int from, int end, boolean first) {
        int low = from;
        int high = end - 1;
        while (high - low > 1) {
            int middle = low + high >>> 1;
            if (inside(middle) == first) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    private boolean inside(int y) {
        double v = cell(y, box.y(), box.height());
        int j = Math.min((int) v, SIZE - 2);
        double t = v - j;
        return (1 - t) * column[j] + t * column[j + 1] > CategoryShapes.THRESHOLD;
    }

    /** A pixel centre's place between the cells' centres; beyond the outermost ones the mean is theirs. */
    private static double cell(int pixel, double start, double length) {
        return Math.max(0, Math.min(SIZE - 1, (pixel + 0.5 - start) / length * SIZE - 0.5));
    }

    private void append(int base, int from, int to, boolean ones) {
        if (!ones) {
            return;
        }
        if (size > 0 && toggles[size - 1] == base + from) {
            size--;
        } else {
            if (size + 2 > toggles.length) {
                toggles = Arrays.copyOf(toggles, 2 * toggles.length);
            }
            toggles[size++] = base + from;
        }
        toggles[size++] = base + to;
    }

    private Rle build(int height, int width) {
        int pixels = height * width;
        boolean open = size == 0 || toggles[size - 1] < pixels;
        int[] counts = new int[size + (open ? 1 : 0)];
        int last = 0;
        for (int i = 0; i < size; i++) {
            counts[i] = toggles[i] - last;
            last = toggles[i];
        }
        if (open) {
            counts[size] = pixels - last;
        }
        return new Rle(height, width, counts);
    }
}
