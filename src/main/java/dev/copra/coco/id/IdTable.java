package dev.copra.coco.id;

import dev.copra.collect.LongIndex;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Gives different ids slots from 0, in the order in which they come. An id that fits into a long takes 16 to 32 bytes. */
public final class IdTable {
    private final LongIndex longs = new LongIndex();
    private final Map<Id, Integer> others = new HashMap<>();
    private final Map<Integer, Id> otherIds = new HashMap<>();
    private long greatest;

    /** How many different ids there are. */
    public int size() {
        return longs.size();
    }

    /** The greatest long among the ids, at least 0. */
    public long greatest() {
        return greatest;
    }

    /** The slot of an id, or -1. */
    public int find(Id id) {
        return id.isLong() ? longs.find(id.number()) : others.isEmpty() ? -1 : others.getOrDefault(id, -1);
    }

    /** Adds an id. @return whether it is new */
    public boolean add(Id id) {
        int before = longs.size();
        return slot(id) == before;
    }

    /** The slot of an id, which is the next one if the id is new. @param id must be present */
    public int slot(Id id) {
        if (id.isLong()) {
            greatest = Math.max(greatest, id.number());
            return longs.add(id.number());
        }
        if (!id.present()) {
            throw new IllegalArgumentException("there is no id");
        }
        Integer known = others.get(id);
        if (known != null) {
            return known;
        }
        int slot = longs.reserve();
        others.put(id, slot);
        otherIds.put(slot, id);
        return slot;
    }

    /** The id that has a slot. */
    public Id id(int slot) {
        Id other = otherIds.isEmpty() ? null : otherIds.get(slot);
        return other == null ? Id.of(longs.key(slot)) : other;
    }

    /** Different slots by their ids, ascending as {@link Id#ORDER} has it. */
    public int[] sorted(int[] slots) {
        if (otherIds.isEmpty()) {
            long[] keys = new long[slots.length];
            for (int i = 0; i < keys.length; i++) {
                keys[i] = longs.key(slots[i]);
            }
            Arrays.sort(keys);
            int[] sorted = new int[slots.length];
            int count = 0;
            for (int i = 0; i < keys.length; i++) {
                if (i == 0 || keys[i] != keys[i - 1]) {
                    sorted[count++] = longs.find(keys[i]);
                }
            }
            return Arrays.copyOf(sorted, count);
        }
        return Arrays.stream(slots)
                .distinct()
                .mapToObj(this::id)
                .sorted(Id.ORDER)
                .mapToInt(this::find)
                .toArray();
    }
}
