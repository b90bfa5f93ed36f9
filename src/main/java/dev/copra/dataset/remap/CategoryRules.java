package dev.copra.dataset.remap;

import dev.copra.coco.id.Id;
import dev.copra.coco.list.CategoryNames;
import dev.copra.dataset.remap.CategoryChange.Fate;
import dev.copra.json.JsonValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds out what rules mean for the categories of a document:
 *
 * <ol>
 *   <li>Categories with one new name or id become one. If there is a category with that name or id already, which itself
 *       becomes nothing else, they are merged into it; otherwise into the first of them, which gets the name or id.
 *   <li>A category that no rule names, and into which none is merged, stays as it is or is dropped.
 *   <li>Two categories that are not merged never have one id.
 * </ol>
 */
final class CategoryRules {
    private final CategoryNames names;
    private final Map<Id, byte[]> nameTexts;
    private final Map<Id, String> targets = new LinkedHashMap<>();

    /** @param nameTexts names as JSON, by id, in the order of the document; a name may be null */
    CategoryRules(CategoryNames names, Map<Id, byte[]> nameTexts) {
        this.names = names;
        this.nameTexts = nameTexts;
    }

    /**
     * @return changes by old id, in the order of the document
     * @throws IllegalArgumentException if the rules contradict each other, or name what is not there
     */
    Map<Id, CategoryChange> apply(List<CategoryRule> rules, boolean dropsOthers) {
        rules.forEach(this::aim);
        Map<Id, CategoryChange> changes = new LinkedHashMap<>();
        Map<String, List<Id>> groups = new LinkedHashMap<>();
        declared().forEach(id -> {
            String target = targets.get(id);
            if (target != null) {
                groups.computeIfAbsent(target, t -> new ArrayList<>()).add(id);
            }
            changes.put(
                    id,
                    dropsOthers
                            ? new CategoryChange(id, nameTexts.get(id), null, null, Fate.DROPPED)
                            : CategoryChange.keep(id, nameTexts.get(id)));
        });
        groups.forEach((target, ids) -> merge(target, ids, changes));
        checkIds(changes);
        return changes;
    }

    /** The categories of the document; where it declares none, those that the rules name. */
    private Set<Id> declared() {
        return nameTexts.isEmpty() ? targets.keySet() : nameTexts.keySet();
    }

    private void aim(CategoryRule rule) {
        for (Id id : names.find(List.of(rule.from()))) {
            String before = targets.put(id, rule.to());
            if (before != null && !before.equals(rule.to())) {
                throw new IllegalArgumentException(
                        "category " + label(id) + " cannot become both " + before + " and " + rule.to());
            }
        }
    }

    private void merge(String target, List<Id> ids, Map<Id, CategoryChange> changes) {
        boolean isId = target.matches("-?\\d{1,18}");
        if (!isId && nameTexts.isEmpty()) {
            throw new IllegalArgumentException(
                    "the file declares no categories, so an id can become another id, but not '" + target + "'");
        }
        Id holder = holder(target, isId);
        Id survivor = holder == null ? ids.get(0) : holder;
        byte[] newId = isId ? Id.typed(target).get(0).json() : survivor.json();
        byte[] newName = holder == null && !isId ? JsonValues.text(target) : null;
        changes.put(survivor, new CategoryChange(survivor, nameTexts.get(survivor), newId, newName, Fate.KEPT));
        for (Id id : ids) {
            if (!id.equals(survivor)) {
                changes.put(id, new CategoryChange(id, nameTexts.get(id), newId, null, Fate.MERGED));
            }
        }
    }

    /** The category that has the name or id and becomes nothing else, or null. */
    private Id holder(String target, boolean isId) {
        List<Id> typed = Id.typed(target);
        for (Id id : declared()) {
            boolean holds = typed.contains(id) || !isId && target.equals(names.name(id));
            if (holds && (targets.get(id) == null || targets.get(id).equals(target))) {
                return id;
            }
        }
        return null;
    }

    private void checkIds(Map<Id, CategoryChange> changes) {
        Map<Id, Id> owners = new LinkedHashMap<>();
        changes.forEach((id, change) -> {
            if (change.fate() == Fate.KEPT) {
                Id newId = Id.parse(change.newId(), 0, change.newId().length);
                Id other = owners.put(newId, id);
                if (other != null) {
                    throw new IllegalArgumentException(
                            "categories " + label(other) + " and " + label(id) + " would both have the id " + newId);
                }
            }
        });
    }

    private String label(Id id) {
        String name = names.name(id);
        return name == null ? id.toString() : "'" + name + "'";
    }
}
