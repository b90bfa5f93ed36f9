package dev.copra.image;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;

/**
 * What a picture looks like, in 97 bytes: its mean grey in a grid of 9 x 9 cells, and whether grey grows from each cell to the one on
 * its right and to the one below (the difference hash, in both directions). Resizing, another compression, or more light change
 * little of it; cropping, turning and mirroring change it.
 *
 * @param grey of the cells, row by row, from 0 to 255 in a byte each
 * @param across a bit for each of the first 8 rows and columns: whether the cell on the right is lighter
 * @param down the same for the cell below
 */
public record PerceptualHash(byte[] grey, long across, long down) {
    private static final int CELLS = 9;
    /** So many of 128 bits differ at most between two of the same picture. */
    public static final int MOST_BITS = 10;
    /** So much grey differs at most, of 255, on average and apart from their brightness. */
    private static final double MOST_GREY = 8;

    /** @param rgb red, green and blue */
    public static PerceptualHash of(Planar<GrayU8> rgb) {
        byte[] grey = new byte[CELLS * CELLS];
        for (int row = 0; row < CELLS; row++) {
            int top = row * rgb.height / CELLS;
            int bottom = Math.max(top + 1, (row + 1) * rgb.height / CELLS);
            for (int column = 0; column < CELLS; column++) {
                int left = column * rgb.width / CELLS;
                int right = Math.max(left + 1, (column + 1) * rgb.width / CELLS);
                grey[row * CELLS + column] = mean(rgb, left, top, right, bottom);
            }
        }
        return of(grey);
    }

    private static PerceptualHash of(byte[] grey) {
        long across = 0;
        long down = 0;
        for (int row = 0; row < CELLS - 1; row++) {
            for (int column = 0; column < CELLS - 1; column++) {
                int at = row * CELLS + column;
                across = across << 1 | ((grey[at] & 0xFF) < (grey[at + 1] & 0xFF) ? 1 : 0);
                down = down << 1 | ((grey[at] & 0xFF) < (grey[at + CELLS] & 0xFF) ? 1 : 0);
            }
        }
        return new PerceptualHash(grey, across, down);
    }

    /** Luma of ITU-R BT.601, in 256ths. */
    private static byte mean(Planar<GrayU8> rgb, int left, int top, int right, int bottom) {
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += 77 * rgb.getBand(0).get(x, y)
                        + 150 * rgb.getBand(1).get(x, y)
                        + 29 * rgb.getBand(2).get(x, y);
            }
        }
        return (byte) (sum / ((long) (right - left) * (bottom - top) * 256));
    }

    /** Whether two pictures look the same. */
    public boolean isNear(PerceptualHash other) {
        if (Long.bitCount(across ^ other.across) + Long.bitCount(down ^ other.down) > MOST_BITS) {
            return false;
        }
        double shift = 0;
        for (int i = 0; i < grey.length; i++) {
            shift += (grey[i] & 0xFF) - (other.grey[i] & 0xFF);
        }
        shift /= grey.length;
        double difference = 0;
        for (int i = 0; i < grey.length; i++) {
            difference += Math.abs((grey[i] & 0xFF) - (other.grey[i] & 0xFF) - shift);
        }
        return difference <= MOST_GREY * grey.length;
    }

    /** Some of the 128 bits, from a position on, over the end into those of the other direction. */
    public int bits(int from, int count) {
        long bits = from >= Long.SIZE ? down >>> from - Long.SIZE : across >>> from;
        if (from < Long.SIZE && from + count > Long.SIZE) {
            bits |= down << Long.SIZE - from;
        }
        return (int) bits & (1 << count) - 1;
    }
}
