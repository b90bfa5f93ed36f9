package dev.copra.collect;

/**
 * Longs that have been seen, by a bit each. A number costs 10 to 22 bytes, of neighbours, as ids often are, eight together. What is
 * below -2^58 or from 2^58 on is kept apart, for 10 to 22 bytes each.
 */
public final class LongBits {
    private static final long BITS = 0xFF;
    private static final int NEIGHBOURS = 3;
    private static final int FARTHEST = 58;

    /** The number of a neighbourhood of eight, and a bit for each; no bit where a place is free. */
    private long[] places = new long[16];

    private int used;
    private final LongSet far = new LongSet();

    /** Adds a number. @return whether it is new */
    public boolean add(long key) {
        if (key >> FARTHEST != 0 && key >> FARTHEST != -1) {
            return far.add(key);
        }
        if (4L * used >= 3L * places.length) {
            grow();
        }
        long neighbourhood = key >> NEIGHBOURS;
        int place = place(neighbourhood);
        long bit = 1L << (key & 7);
        boolean isNew = (places[place] & bit) == 0;
        used += places[place] == 0 ? 1 : 0;
        places[place] |= neighbourhood << 8 | bit;
        return isNew;
    }

    /** Whether a number was added. */
    public boolean contains(long key) {
        return key >> FARTHEST != 0 && key >> FARTHEST != -1
                ? far.contains(key)
                : (places[place(key >> NEIGHBOURS)] & 1L << (key & 7)) != 0;
    }

    private int place(long neighbourhood) {
        int place = (int) (neighbourhood * 0x9E3779B97F4A7C15L >>> 33) & places.length - 1;
        while ((places[place] & BITS) != 0 && places[place] >> 8 != neighbourhood) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }

    private void grow() {
        long[] old = places;
        places = new long[2 * old.length];
        for (long held : old) {
            if (held != 0) {
                places[place(held >> 8)] = held;
            }
        }
    }
}
