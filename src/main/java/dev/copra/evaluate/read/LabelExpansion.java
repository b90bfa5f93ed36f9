package dev.copra.evaluate.read;

import dev.copra.coco.id.Id;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Expands labels by a hierarchy, as {@code oid_hierarchical_labels_expansion.py} of TensorFlow's models: an object is also one of every
 * category that its own is a kind of; so is a label of an image that was verified to be there; what is verified not to be there, of that no
 * kind is there either.
 */
public final class LabelExpansion {
    private final Map<Id, Set<Id>> above = new HashMap<>();
    private final Map<Id, Set<Id>> below = new HashMap<>();

    /** @throws IllegalArgumentException if the truth has none of the hierarchy's labels as a category */
    public LabelExpansion(Truth truth, LabelHierarchy hierarchy) {
        Map<String, Id> byLabel = new LinkedHashMap<>();
        // the label proper comes before the name, and the name before the number
        truth.categories().forEach(category -> byLabel.put(category.id().text(), category.id()));
        truth.categories().forEach(category -> byLabel.put(category.name(), category.id()));
        truth.labels().marks().forEach((id, mark) -> byLabel.put(mark, id));
        hierarchy.above().forEach((label, all) -> add(above, byLabel, label, all));
        hierarchy.below().forEach((label, all) -> add(below, byLabel, label, all));
        if (above.isEmpty()) {
            throw new IllegalArgumentException("no category of the truth is in the hierarchy; a category's label is its"
                    + " mid, its name or its id");
        }
    }

    private static void add(Map<Id, Set<Id>> to, Map<String, Id> byLabel, String label, Set<String> others) {
        Id id = byLabel.get(label);
        if (id != null) {
            Set<Id> ids = to.computeIfAbsent(id, i -> new LinkedHashSet<>());
            others.forEach(other -> {
                Id known = byLabel.get(other);
                if (known != null && !known.equals(id)) {
                    ids.add(known);
                }
            });
        }
    }

    /** Adds a copy of each object for every category that its own is a kind of. */
    public void expand(Instances objects) {
        int size = objects.size;
        for (int i = 0; i < size; i++) {
            for (Id category : above.getOrDefault(objects.categoryId(i), Set.of())) {
                objects.addCopy(i, category);
            }
        }
    }

    /** Adds what follows of the verified labels of images. */
    public void expand(ImageLabels labels) {
        labels.expand(above, below);
    }
}
