package dev.copra.draw.overlay;

import dev.copra.image.Resampling;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.awt.Dimension;

/**
 * How much of each pixel of a picture a mask covers, within the window where it covers any.
 *
 * @param x the window's first column
 * @param y the window's first row
 * @param width of the window, at least 1
 * @param height of the window, at least 1
 * @param shares 0 to 255 as unsigned bytes, row by row. Not copied
 */
record Cover(int x, int y, int width, int height, byte[] shares) {
    /** What {@link #isInside} counts. */
    private static final int HALF = 128;

    boolean isInside(int column, int row) {
        return column >= 0
                && row >= 0
                && column < width
                && row < height
                && (shares[row * width + column] & 0xff) >= HALF;
    }

    /**
     * Puts masks of images of one size into pictures of one size: as they are; each pixel as a square, if the picture is larger by whole
     * factors; or interpolated as the image is.
     */
    static final class Projection {
        private final boolean same;
        /** Of how many rows and columns of a mask one is looked at. */
        private final int step;

        private final Resampling across;
        private final Resampling down;

        /** @param step of how many rows and columns of the image one is in the picture that is enlarged or reduced */
        Projection(Dimension image, int step, int width, int height) {
            same = image.width == width && image.height == height;
            // two of the mask's pixels for one of the picture's are enough
            this.step = Math.max(step, Math.max(1, image.width / (2 * width)));
            across = same ? null : axis((image.width - 1) / this.step + 1, width);
            down = same ? null : axis((image.height - 1) / this.step + 1, height);
        }

        private static Resampling axis(int source, int target) {
            // of a small object, interpolation would take the corners away: more than half of a single pixel
            return new Resampling(
                    source, target, target % source == 0 ? Resampling.Kernel.NEAREST : Resampling.Kernel.TRIANGLE);
        }

        /** Null if nothing is covered. */
        Cover of(Rle whole) {
            Rle mask = same || step == 1 ? whole : whole.sampled(step);
            if (mask.isEmpty()) {
                return null;
            }
            Box bounds = mask.bounds();
            int left = (int) bounds.x();
            int top = (int) bounds.y();
            int right = (int) bounds.right();
            int bottom = (int) bounds.bottom();
            byte[] columns = mask.crop(left, top, right, bottom).toDense();
            return same
                    ? rows(columns, left, top, right - left, bottom - top)
                    : interpolated(columns, left, top, right, bottom);
        }

        private static Cover rows(byte[] columns, int left, int top, int width, int height) {
            byte[] rows = new byte[columns.length];
            for (int x = 0, i = 0; x < width; x++) {
                for (int j = x; j < rows.length; j += width, i++) {
                    rows[j] = (byte) -columns[i];
                }
            }
            return new Cover(left, top, width, height, rows);
        }

        private Cover interpolated(byte[] columns, int left, int top, int right, int bottom) {
            int width = right - left;
            int height = bottom - top;
            float[] plane = new float[columns.length];
            for (int x = 0, i = 0; x < width; x++) {
                for (int y = 0; y < height; y++, i++) {
                    plane[y * width + x] = columns[i];
                }
            }
            int x0 = across.firstOf(left);
            int y0 = down.firstOf(top);
            int x1 = across.endOf(right);
            int y1 = down.endOf(bottom);
            float[] cover = Resampling.window(plane, left, top, width, across, down, x0, y0, x1, y1);
            byte[] shares = new byte[cover.length];
            for (int i = 0; i < shares.length; i++) {
                shares[i] = (byte) Math.round(255 * Math.min(1, cover[i]));
            }
            return shares.length == 0 ? null : new Cover(x0, y0, x1 - x0, y1 - y0, shares);
        }
    }
}
