package dev.copra.collect;

import java.util.Arrays;

/** A column of doubles by position, 8 bytes each, in blocks, so that nothing is copied when it grows. */
public final class DoubleColumn {
    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private double[][] blocks = new double[16][];
    private int size;

    /** How many values there are. */
    public int size() {
        return size;
    }

    /** Appends a value. */
    public void add(double value) {
        int block = size >> BLOCK_BITS;
        if (block == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * block);
        }
        if (blocks[block] == null) {
            blocks[block] = new double[BLOCK];
        }
        blocks[block][size & BLOCK - 1] = value;
        size++;
    }

    /** The value at a position below {@link #size}. */
    public double get(int at) {
        return blocks[at >> BLOCK_BITS][at & BLOCK - 1];
    }
}
