package dev.copra.mask;

import java.util.Arrays;

/**
 * The pixels of a mask as rectangles that do not touch within a column: every run of ones, cut at the ends of the columns
 * into at most three bars, namely the rest of a column, a block of whole columns, and the beginning of a column. They are
 * in the order of their first pixels, column by column. A bar wider than one column has the mask's full height.
 */
public final class Bars {
    private int[] bounds;
    private int size;

    private Bars(int bars) {
        bounds = new int[4 * bars];
    }

    /** The vertical bars of a mask, column by column. */
    public static Bars of(Rle mask) {
        int[] counts = mask.counts();
        int height = mask.height();
        Bars bars = new Bars(Math.min(counts.length / 2 + 2, 1 << 20));
        int end = 0;
        for (int i = 1; i < counts.length; i += 2) {
            int start = end + counts[i - 1];
            end = start + counts[i];
            while (i + 2 < counts.length && counts[i + 1] == 0) {
                end += counts[i + 2];
                i += 2;
            }
            if (start < end) {
                bars.addRun(start, end, height);
            }
        }
        return bars;
    }

    private void addRun(int start, int end, int height) {
        int left = start / height;
        int right = (end - 1) / height;
        int top = start - left * height;
        int bottom = end - right * height;
        if (left == right) {
            add(left, left + 1, top, bottom);
            return;
        }
        if (top > 0) {
            add(left, left + 1, top, height);
            left++;
        }
        int blockEnd = bottom == height ? right + 1 : right;
        if (left < blockEnd) {
            add(left, blockEnd, 0, height);
        }
        if (bottom < height) {
            add(right, right + 1, 0, bottom);
        }
    }

    private void add(int left, int right, int top, int bottom) {
        int at = 4 * size;
        if (at == bounds.length) {
            bounds = Arrays.copyOf(bounds, 2 * at);
        }
        bounds[at] = left;
        bounds[at + 1] = right;
        bounds[at + 2] = top;
        bounds[at + 3] = bottom;
        size++;
    }

    /** How many bars there are. */
    public int size() {
        return size;
    }

    /** First column of a bar. */
    public int left(int bar) {
        return bounds[4 * bar];
    }

    /** Column after the last one of a bar. */
    public int right(int bar) {
        return bounds[4 * bar + 1];
    }

    /** First row of a bar. */
    public int top(int bar) {
        return bounds[4 * bar + 2];
    }

    /** Row after the last one of a bar. */
    public int bottom(int bar) {
        return bounds[4 * bar + 3];
    }

    /** The first bar after this one that begins in another column. */
    public int nextColumn(int bar) {
        int next = bar + 1;
        while (next < size && left(next) == left(bar)) {
            next++;
        }
        return next;
    }
}
