package dev.copra.collect;

/** Longs that have been seen, by a bit each. Numbers near each other, as ids are, take less than a byte each; others 24 to 48 bytes. */
public final class LongBits {
    /** Bits of 64 neighbouring numbers, by the number of the neighbourhood; no bit where a place is free. */
    private long[] bits = new long[16];

    private long[] neighbourhoods = new long[16];
    private int used;

    /** Adds a number. @return whether it is new */
    public boolean add(long key) {
        if (3 * used >= 2 * bits.length) {
            grow();
        }
        int place = place(key >> 6);
        long bit = 1L << key;
        boolean isNew = (bits[place] & bit) == 0;
        used += bits[place] == 0 ? 1 : 0;
        neighbourhoods[place] = key >> 6;
        bits[place] |= bit;
        return isNew;
    }

    public boolean contains(long key) {
        int place = place(key >> 6);
        return (bits[place] & 1L << key) != 0;
    }

    private int place(long neighbourhood) {
        int place = (int) (neighbourhood * 0x9E3779B97F4A7C15L >>> 33) & bits.length - 1;
        while (bits[place] != 0 && neighbourhoods[place] != neighbourhood) {
            place = place + 1 & bits.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] oldBits = bits;
        long[] oldNeighbourhoods = neighbourhoods;
        bits = new long[2 * oldBits.length];
        neighbourhoods = new long[2 * oldBits.length];
        for (int i = 0; i < oldBits.length; i++) {
            if (oldBits[i] != 0) {
                int place = place(oldNeighbourhoods[i]);
                bits[place] = oldBits[i];
                neighbourhoods[place] = oldNeighbourhoods[i];
            }
        }
    }
}
