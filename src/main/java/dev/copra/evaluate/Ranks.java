package dev.copra.evaluate;

import java.util.Arrays;

/** Ids in ascending order, each once, and the rank of each. */
final class Ranks {
    private static final int FREE = -1;

    private final long[] sorted;
    private final long[] keys;
    private final int[] ranks;

    private Ranks(long[] sorted) {
        this.sorted = sorted;
        int slots = Integer.highestOneBit(Math.max(sorted.length, 8)) * 4;
        keys = new long[slots];
        ranks = new int[slots];
        Arrays.fill(ranks, FREE);
        for (int i = 0; i < sorted.length; i++) {
            int slot = slot(sorted[i]);
            keys[slot] = sorted[i];
            ranks[slot] = i;
        }
    }

    /** @param ids in any order, any number of times */
    static Ranks of(long[] ids) {
        long[] sorted = ids.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (long id : sorted) {
            if (count == 0 || sorted[count - 1] != id) {
                sorted[count++] = id;
            }
        }
        return new Ranks(Arrays.copyOf(sorted, count));
    }

    int size() {
        return sorted.length;
    }

    /** The id of a rank. */
    long id(int rank) {
        return sorted[rank];
    }

    /** The rank of an id, or -1 if it is none of these. */
    int of(long id) {
        return ranks[slot(id)];
    }

    private int slot(long id) {
        int slot = (int) (id * 0x9E3779B97F4A7C15L >>> 32) & keys.length - 1;
        while (ranks[slot] != FREE && keys[slot] != id) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }
}
