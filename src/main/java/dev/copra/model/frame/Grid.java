package dev.copra.model.frame;

import dev.copra.mask.Box;

/**
 * A map that a model gives over its whole input, coarser as a rule: cell (0, 0) covers the input's corner.
 *
 * @param values row-major, from {@code offset} on
 */
public record Grid(float[] values, int offset, int height, int width) {

    /**
     * A map that has an array to itself.
     *
     * @param values row-major, height x width of them; not copied
     */
    public Grid(float[] values, int height, int width) {
        this(values, 0, height, width);
    }

    /**
     * The map at the pixels of the image that a box touches, linear between the centres of the cells. What lies on padding
     * has no say: at the image's border the outermost whole cells of the image go on. That is {@code interpolate} of PyTorch
     * ({@code align_corners=False}) over the cells of the image, where the image's border is one between cells.
     */
    public Patch at(Placement placement, Box box) {
        Patch patch = Patch.over(box, placement.height(), placement.width());
        double cellsAcross = width / (double) placement.inputWidth();
        double cellsDown = height / (double) placement.inputHeight();
        Taps across = new Taps(
                patch.width(),
                x -> placement.toInputX(patch.left() + x + .5) * cellsAcross,
                placement.left() * cellsAcross,
                (placement.left() + placement.scaledWidth()) * cellsAcross,
                width);
        Taps down = new Taps(
                patch.height(),
                y -> placement.toInputY(patch.top() + y + .5) * cellsDown,
                placement.top() * cellsDown,
                (placement.top() + placement.scaledHeight()) * cellsDown,
                height);
        float[] result = patch.values();
        for (int y = 0; y < patch.height(); y++) {
            int upper = offset + down.first[y] * width;
            int lower = offset + down.second[y] * width;
            float share = down.share[y];
            for (int x = 0; x < patch.width(); x++) {
                float above =
                        between(values[upper + across.first[x]], values[upper + across.second[x]], across.share[x]);
                float below =
                        between(values[lower + across.first[x]], values[lower + across.second[x]], across.share[x]);
                result[y * patch.width() + x] = between(above, below, share);
            }
        }
        return patch;
    }

    private static float between(float a, float b, float share) {
        return a + share * (b - a);
    }

    /** From pixels to cells, both along one axis. */
    private interface Line {
        double at(int pixel);
    }

    /** The two cells that each pixel lies between, and the share of the second. */
    private static final class Taps {
        final int[] first;
        final int[] second;
        final float[] share;

        /**
         * @param from where the image begins, in cells
         * @param to where it ends
         */
        Taps(int pixels, Line line, double from, double to, int cells) {
            first = new int[pixels];
            second = new int[pixels];
            share = new float[pixels];
            double middle = (from + to) / 2;
            double low = Math.min(Math.ceil(from - 1e-6) + .5, middle);
            double high = Math.max(Math.floor(to + 1e-6) - .5, middle);
            for (int i = 0; i < pixels; i++) {
                double centre = Math.max(low, Math.min(high, line.at(i))) - .5;
                int cell = (int) Math.floor(centre);
                first[i] = Math.max(0, Math.min(cells - 1, cell));
                second[i] = Math.max(0, Math.min(cells - 1, cell + 1));
                share[i] = (float) (centre - cell);
            }
        }
    }
}
