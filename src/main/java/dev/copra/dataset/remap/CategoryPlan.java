package dev.copra.dataset.remap;

import dev.copra.coco.id.Id;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What becomes of each category. */
final class CategoryPlan {
    private final Map<Id, CategoryChange> changes;
    private final Set<Id> newIds = new HashSet<>();
    private final boolean renumbers;
    private final boolean dropsOthers;

    /**
     * @param changes by old id, in the order of the document
     * @param renumbers whether every category has a change, so that one without is unknown
     * @param dropsOthers whether one without a change is dropped
     */
    CategoryPlan(Map<Id, CategoryChange> changes, boolean renumbers, boolean dropsOthers) {
        this.changes = new LinkedHashMap<>(changes);
        this.renumbers = renumbers;
        this.dropsOthers = dropsOthers;
        changes.values().forEach(change -> {
            if (!change.isDropped()) {
                newIds.add(Id.parse(change.newId(), 0, change.newId().length));
            }
        });
    }

    Map<Id, CategoryChange> changes() {
        return changes;
    }

    /** The change of a category, or null if nothing is known of it. */
    CategoryChange of(Id id) {
        CategoryChange change = changes.get(id);
        return change != null || !dropsOthers
                ? change
                : new CategoryChange(id, null, null, null, CategoryChange.Fate.DROPPED);
    }

    /** Whether an id of which nothing is known may stay: nothing else gets it. */
    boolean mayStay(Id id) {
        return !renumbers && !newIds.contains(id);
    }

    /** How many categories have a fate. */
    long count(CategoryChange.Fate fate) {
        return changes.values().stream().filter(c -> c.fate() == fate).count();
    }

    /** How many categories get another name. */
    long renamed() {
        return changes.values().stream().filter(c -> c.newName() != null).count();
    }

    /** How many categories get another id, those that are merged aside. */
    long renumbered() {
        return changes.values().stream()
                .filter(c -> c.fate() == CategoryChange.Fate.KEPT && c.changesId())
                .count();
    }
}
