package dev.copra.dataset.remap;

import dev.copra.coco.id.Id;
import dev.copra.dataset.remap.CategoryChange.Fate;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The ids of COCO's 80 categories of things, which lie between 1 and 90 with gaps, and their places in the list of the 80, which
 * programs use as class numbers.
 */
public enum CocoIds {
    /** From the place in the list to COCO's id. */
    EIGHTY_TO_NINETY_ONE,
    /** From COCO's id to the place in the list. */
    NINETY_ONE_TO_EIGHTY;

    private static final int GREATEST = 90;

    /** Ids below 91 that instances_*2017.json does not declare. */
    private static boolean isGap(int id) {
        return switch (id) {
            case 12, 26, 29, 30, 45, 66, 68, 69, 71, 83 -> true;
            default -> false;
        };
    }

    /**
     * @param start the place of the first category, person
     * @param names names as JSON, by id, where they are known
     */
    Map<Id, CategoryChange> changes(long start, Map<Id, byte[]> names) {
        Map<Id, CategoryChange> changes = new LinkedHashMap<>();
        long place = start;
        for (int id = 1; id <= GREATEST; id++) {
            if (!isGap(id)) {
                Id from = Id.of(this == EIGHTY_TO_NINETY_ONE ? place : id);
                Id to = Id.of(this == EIGHTY_TO_NINETY_ONE ? id : place);
                changes.put(from, new CategoryChange(from, names.get(from), to.json(), null, Fate.KEPT));
                place++;
            }
        }
        return changes;
    }
}
