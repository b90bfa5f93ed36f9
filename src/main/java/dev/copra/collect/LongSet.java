package dev.copra.collect;

import java.util.Arrays;

/** A set of longs, 16 bytes each on average. Also remembers strings, by a hash of 64 bits. */
public final class LongSet {
    private static final int SMALLEST = 16;
    /** A larger table is given up when it is cleared: one large set should not slow down all that follow. */
    private static final int MOST_KEPT = 256;

    private long[] slots = new long[SMALLEST];
    private int size;
    private boolean zero;

    /** @return whether it was not in the set before */
    public boolean add(long value) {
        if (value == 0) {
            boolean added = !zero;
            zero = true;
            return added;
        }
        int slot = slot(slots, value);
        if (slots[slot] == value) {
            return false;
        }
        slots[slot] = value;
        if (++size > slots.length / 4 * 3) {
            grow();
        }
        return true;
    }

    /** Whether the set has a number. */
    public boolean contains(long value) {
        return value == 0 ? zero : slots[slot(slots, value)] == value;
    }

    /** Takes all values out. */
    public void clear() {
        if (slots.length > MOST_KEPT) {
            slots = new long[SMALLEST];
        } else if (size > 0) {
            Arrays.fill(slots, 0);
        }
        size = 0;
        zero = false;
    }

    /** How many numbers the set has. */
    public int size() {
        return size + (zero ? 1 : 0);
    }

    private void grow() {
        long[] larger = new long[2 * slots.length];
        for (long value : slots) {
            if (value != 0) {
                larger[slot(larger, value)] = value;
            }
        }
        slots = larger;
    }

    private static int slot(long[] slots, long value) {
        int slot = (int) (value * 0x9E3779B97F4A7C15L >>> 33) & slots.length - 1;
        while (slots[slot] != 0 && slots[slot] != value) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    /** FNV-1a over UTF-16 code units, with its bits mixed as in MurmurHash3. */
    public static long hash(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        hash = (hash ^ hash >>> 33) * 0xFF51AFD7ED558CCDL;
        hash = (hash ^ hash >>> 33) * 0xC4CEB9FE1A85EC53L;
        return hash ^ hash >>> 33;
    }
}
