package dev.copra.mask;

import java.util.Arrays;

/** Collects runs of ones in ascending order and yields the canonical RLE. Runs that touch become one. */
public final class RunBuilder {
    private int[] counts;
    private int size;
    private int end;

    /** @param runs how many runs to make room for at first */
    public RunBuilder(int runs) {
        counts = new int[2 * Math.min(runs, 1 << 28) + 1];
    }

    /** Adds the pixels from position start, not before the end of the last run, to position end, which is excluded. */
    public void append(int start, int end) {
        if (start == end) {
            return;
        }
        if (start == this.end && size > 0) {
            counts[size - 1] += end - start;
        } else {
            if (size + 2 >= counts.length) {
                counts = Arrays.copyOf(counts, Math.max(16, counts.length + (counts.length >> 1)));
            }
            counts[size++] = start - this.end;
            counts[size++] = end - start;
        }
        this.end = end;
    }

    /** The mask of all runs since the last call; the builder is empty again. */
    public Rle build(int height, int width) {
        int pixels = height * width;
        if (end < pixels || size == 0) {
            counts[size++] = pixels - end;
        }
        Rle rle = new Rle(height, width, Arrays.copyOf(counts, size));
        size = 0;
        end = 0;
        return rle;
    }
}
