package dev.copra.json;

import java.util.Arrays;

/** The member names of one JSON object, by 64-bit hash, so that a duplicate is found without keeping the names. */
public final class NameSet {
    private static final int SMALLEST = 16;
    /** A larger table is given up: one object of many names should not slow down all that follow. */
    private static final int MOST_KEPT = 256;

    private long[] table = new long[SMALLEST];
    private int size;

    public void clear() {
        if (table.length > MOST_KEPT) {
            table = new long[SMALLEST];
        } else if (size > 0) {
            Arrays.fill(table, 0);
        }
        size = 0;
    }

    /** @return false if the name was there */
    public boolean add(long hash) {
        long key = hash == 0 ? 1 : hash;
        if (size * 2 >= table.length) {
            grow();
        }
        if (!insert(table, key)) {
            return false;
        }
        size++;
        return true;
    }

    private void grow() {
        long[] larger = new long[table.length * 2];
        for (long key : table) {
            if (key != 0) {
                insert(larger, key);
            }
        }
        table = larger;
    }

    private static boolean insert(long[] table, long key) {
        int slot = (int) (key ^ key >>> 32) & table.length - 1;
        while (table[slot] != 0) {
            if (table[slot] == key) {
                return false;
            }
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = key;
        return true;
    }
}
