package dev.copra.coco;

import java.util.Arrays;

/**
 * Where the members of records stand, of one record or of many behind each other. Places are offsets from the first byte of the member's
 * record.
 */
final class MemberTable {
    private static final int NAME_FROM = 0;
    private static final int NAME_TO = 1;
    private static final int VALUE_FROM = 2;
    private static final int VALUE_TO = 3;

    private int size;
    private long[] hashes = new long[16];
    private int[] places = new int[4 * hashes.length];

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Adds a member: its name's hash, and from where to where its name, in quotes, and its value stand. */
    void add(long hash, int nameFrom, int nameTo, int valueFrom, int valueTo) {
        if (size == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * size);
            places = Arrays.copyOf(places, 2 * places.length);
        }
        hashes[size] = hash;
        int at = 4 * size++;
        places[at + NAME_FROM] = nameFrom;
        places[at + NAME_TO] = nameTo;
        places[at + VALUE_FROM] = valueFrom;
        places[at + VALUE_TO] = valueTo;
    }

    /** Adds members of another table, from one to another. */
    void add(MemberTable other, int from, int to) {
        for (int m = from; m < to; m++) {
            add(other.hashes[m], other.nameFrom(m), other.nameTo(m), other.valueFrom(m), other.valueTo(m));
        }
    }

    /** The first of the members from one to another whose record starts at an index and that has a name, or -1. */
    int find(MemberName wanted, int from, int to, byte[] bytes, int start) {
        for (int m = from; m < to; m++) {
            if (hashes[m] == wanted.hash() && wanted.is(bytes, start + nameFrom(m), start + nameTo(m))) {
                return m;
            }
        }
        return -1;
    }

    int nameFrom(int member) {
        return places[4 * member + NAME_FROM];
    }

    int nameTo(int member) {
        return places[4 * member + NAME_TO];
    }

    int valueFrom(int member) {
        return places[4 * member + VALUE_FROM];
    }

    int valueTo(int member) {
        return places[4 * member + VALUE_TO];
    }
}
