package dev.copra.collect;

import java.util.Arrays;
import java.util.BitSet;

/** Numbers different longs from 0 in the order in which they come. 16 to 32 bytes each. */
public final class LongIndex {
    private long[] keys = new long[16];
    /** Numbers, one higher, so that 0 is free; at least twice as many places as keys. */
    private int[] places = new int[32];

    private BitSet reserved;
    private int size;
    /** What was added last: what belongs together often comes together. */
    private long lastKey;

    private int lastNumber = -1;

    /** How many keys there are. */
    public int size() {
        return size;
    }

    /** The key that has a number. */
    public long key(int number) {
        return keys[number];
    }

    /** The number of a key, or -1. */
    public int find(long key) {
        return places[place(key)] - 1;
    }

    /** The number of a key, which is the next one if the key is new. */
    public int add(long key) {
        if (key != lastKey || lastNumber < 0) {
            lastNumber = number(key);
            lastKey = key;
        }
        return lastNumber;
    }

    private int number(long key) {
        int place = place(key);
        if (places[place] != 0) {
            return places[place] - 1;
        }
        if (size == keys.length) {
            grow();
            place = place(key);
        }
        keys[size] = key;
        places[place] = size + 1;
        return size++;
    }

    /** Takes the next number for something that is no long. No key finds it. */
    public int reserve() {
        if (size == keys.length) {
            grow();
        }
        if (reserved == null) {
            reserved = new BitSet();
        }
        reserved.set(size);
        return size++;
    }

    private void grow() {
        keys = Arrays.copyOf(keys, 2 * size);
        places = new int[4 * size];
        for (int number = 0; number < size; number++) {
            if (reserved == null || !reserved.get(number)) {
                places[place(keys[number])] = number + 1;
            }
        }
    }

    /** Neighbouring keys, as ids mostly are, lie beside each other, eight by eight: they are looked for one after the other. */
    private int place(long key) {
        int place = ((int) ((key >> 3) * 0x9E3779B97F4A7C15L >>> 33) << 3 | (int) key & 7) & places.length - 1;
        while (places[place] != 0 && keys[places[place] - 1] != key) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }
}
