package dev.copra.collect;

import java.util.Arrays;

/** A column of ints by position, 4 bytes each, in blocks, so that nothing is copied when it grows. */
public final class IntColumn {
    private static final int BLOCK_BITS = 12;
    private static final int BLOCK = 1 << BLOCK_BITS;

    private final int absent;
    private int[][] blocks = new int[16][];
    private int size;

    /** @param absent what positions have that are passed over */
    public IntColumn(int absent) {
        this.absent = absent;
    }

    /** One more than the last position that was set. */
    public int size() {
        return size;
    }

    /** Sets a position; those between it and the last one are absent. */
    public void set(int at, int value) {
        int block = at >> BLOCK_BITS;
        if (block >= blocks.length) {
            blocks = Arrays.copyOf(blocks, Math.max(block + 1, 2 * blocks.length));
        }
        if (blocks[block] == null) {
            blocks[block] = new int[BLOCK];
            Arrays.fill(blocks[block], absent);
        }
        blocks[block][at & BLOCK - 1] = value;
        size = Math.max(size, at + 1);
    }

    /** The value at a position below {@link #size}. */
    public int get(int at) {
        int[] block = blocks[at >> BLOCK_BITS];
        return block == null ? absent : block[at & BLOCK - 1];
    }
}
