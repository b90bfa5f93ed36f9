package dev.copra.coco.id;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Ids by position, a long each; those that are no longs are kept beside it, and so are those that are missing. */
public final class IdColumn {
    private long[] numbers = new long[256];
    private final Map<Integer, Id> others = new HashMap<>();

    /** Each position is set once at most. */
    public void set(int at, Id id) {
        if (at >= numbers.length) {
            numbers = Arrays.copyOf(numbers, Math.max(at + 1, numbers.length + (numbers.length >> 1)));
        }
        if (id.isLong()) {
            numbers[at] = id.number();
        } else {
            others.put(at, id);
        }
    }

    /** The id at a position that has been set. */
    public Id get(int at) {
        Id other = others.isEmpty() ? null : others.get(at);
        return other == null ? Id.of(numbers[at]) : other;
    }
}
