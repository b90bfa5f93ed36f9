package dev.copra.evaluate.read;

import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import java.util.Arrays;

/** Some ids of a table in ascending order, each once, and the rank of each. */
public final class Ranks {
    /** The rank of an id that is none of these. */
    public static final int NONE = -1;

    private final IdTable table;
    private final int[] sorted;
    private final int[] ranks;

    private Ranks(IdTable table, int[] sorted) {
        this.table = table;
        this.sorted = sorted;
        ranks = new int[table.size()];
        Arrays.fill(ranks, NONE);
        for (int i = 0; i < sorted.length; i++) {
            ranks[sorted[i]] = i;
        }
    }

    /** @param slots of the ids, in any order, any number of times */
    public static Ranks of(IdTable table, int[] slots) {
        return new Ranks(table, table.sorted(slots));
    }

    /** How many ids there are. */
    public int size() {
        return sorted.length;
    }

    /** The id of a rank. */
    public Id id(int rank) {
        return table.id(sorted[rank]);
    }

    /** The rank of the id that has a slot. */
    public int of(int slot) {
        return slot >= 0 && slot < ranks.length ? ranks[slot] : NONE;
    }

    /** The rank of an id. */
    public int of(Id id) {
        return of(table.find(id));
    }

    /** For every slot of a table, which may be another one, the rank of its id. */
    public int[] of(IdTable other) {
        int[] all = new int[other.size()];
        for (int slot = 0; slot < all.length; slot++) {
            all[slot] = other == table ? of(slot) : of(other.id(slot));
        }
        return all;
    }
}
