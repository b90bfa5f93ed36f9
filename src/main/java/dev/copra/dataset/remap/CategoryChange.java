package dev.copra.dataset.remap;

import dev.copra.coco.id.Id;

/**
 * What becomes of a category and of all that refers to it.
 *
 * @param id its id
 * @param name its name as JSON, or null if it has none
 * @param newId its new id as JSON; that of the category into which it is merged
 * @param newName its new name as JSON, or null if it keeps its own
 * @param fate what becomes of its record
 */
record CategoryChange(Id id, byte[] name, byte[] newId, byte[] newName, Fate fate) {
    enum Fate {
        KEPT,
        /** Its record goes, because that of the category into which it is merged is there. */
        MERGED,
        /** It goes with its annotations. */
        DROPPED
    }

    CategoryChange {
        newId = fate == Fate.DROPPED ? null : newId;
    }

    static CategoryChange keep(Id id, byte[] name) {
        return new CategoryChange(id, name, id.json(), null, Fate.KEPT);
    }

    boolean isDropped() {
        return fate == Fate.DROPPED;
    }

    boolean changesId() {
        return !isDropped() && !Id.parse(newId, 0, newId.length).equals(id);
    }
}
