package dev.copra.validate;

import dev.copra.coco.Id;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/** Numbers the ids of a list from 0, in the order in which they come. 12 to 24 bytes an id. */
final class IdTable {
    private long[] ids = new long[64];
    /** Slots, one higher, so that 0 is free; twice as many places as ids at least. */
    private int[] places = new int[128];

    private final Map<String, Integer> texts = new HashMap<>();
    private final BitSet textual = new BitSet();
    private int size;
    private long greatest;

    int size() {
        return size;
    }

    /** The greatest number among the ids, at least 0. */
    long greatest() {
        return greatest;
    }

    /** The slot of an id, or -1. */
    int find(Id id) {
        if (!id.isNumber()) {
            return id.present() ? texts.getOrDefault(id.text(), -1) : -1;
        }
        return places[place(id.number())] - 1;
    }

    /** Adds an id. @return whether it is new */
    boolean add(Id id) {
        if (find(id) >= 0) {
            return false;
        }
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, 2 * size);
            places = new int[4 * size];
            for (int slot = textual.nextClearBit(0); slot < size; slot = textual.nextClearBit(slot + 1)) {
                places[place(ids[slot])] = slot + 1;
            }
        }
        if (id.isNumber()) {
            ids[size] = id.number();
            places[place(id.number())] = size + 1;
            greatest = Math.max(greatest, id.number());
        } else {
            texts.put(id.text(), size);
            textual.set(size);
        }
        size++;
        return true;
    }

    private int place(long id) {
        int place = (int) (id * 0x9E3779B97F4A7C15L >>> 33) & places.length - 1;
        while (places[place] != 0 && ids[places[place] - 1] != id) {
            place = place + 1 & places.length - 1;
        }
        return place;
    }
}
