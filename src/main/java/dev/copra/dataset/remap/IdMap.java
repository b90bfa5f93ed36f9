package dev.copra.dataset.remap;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** New ids by old ones, as JSON. 24 to 48 bytes an id, if both are whole numbers. */
public final class IdMap {
    static final byte[] NULL = {'n', 'u', 'l', 'l'};
    static final byte[] TRUE = {'t', 'r', 'u', 'e'};

    private final IdTable keys = new IdTable();
    private long[] numbers = new long[64];
    /** Values that are not written as whole numbers are, by slot. */
    private final Map<Integer, byte[]> others = new HashMap<>();

    /** How many ids it knows. */
    public int size() {
        return keys.size();
    }

    /** @param id must be present; the first of equal ones counts */
    public void put(Id id, long value) {
        int slot = keys.size();
        if (keys.slot(id) == slot) {
            if (slot == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * slot);
            }
            numbers[slot] = value;
        }
    }

    /** @param id must be present; the first of equal ones counts */
    public void put(Id id, byte[] json) {
        Id value = Id.parse(json, 0, json.length);
        int slot = keys.size();
        put(id, value.number());
        if (keys.size() > slot && !(value.isLong() && Arrays.equals(json, json(value.number())))) {
            others.put(slot, json);
        }
    }

    /** The new id, or null if the old one is not known. */
    public byte[] get(Id id) {
        int slot = id.present() ? keys.find(id) : -1;
        return slot < 0 ? null : value(slot);
    }

    /** The old id in a slot from 0. */
    Id key(int slot) {
        return keys.id(slot);
    }

    /** The new id in a slot from 0. */
    byte[] value(int slot) {
        byte[] other = others.isEmpty() ? null : others.get(slot);
        return other == null ? json(numbers[slot]) : other;
    }

    /** A number as JSON. */
    public static byte[] json(long number) {
        return Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    }
}
