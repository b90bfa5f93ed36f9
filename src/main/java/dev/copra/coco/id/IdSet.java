package dev.copra.coco.id;

import dev.copra.collect.LongBits;
import java.util.HashSet;
import java.util.Set;

/** Ids that have been seen. Long ones and strings take some 100 bytes, others what {@link LongBits} needs. */
public final class IdSet {
    private final LongBits longs = new LongBits();
    private final Set<Id> others = new HashSet<>();

    /** Adds an id. @param id must be present @return whether it is new */
    public boolean add(Id id) {
        return id.isLong() ? longs.add(id.number()) : others.add(id);
    }

    /** @param id must be present */
    public boolean contains(Id id) {
        return id.isLong() ? longs.contains(id.number()) : others.contains(id);
    }
}
