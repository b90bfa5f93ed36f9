package dev.copra.evaluate;

import dev.copra.coco.Id;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an LVIS file says of its images: categories that are not in the picture, and categories not annotated to the last. */
final class ImageLabels {
    private final Map<Id, Set<Id>> absent = new HashMap<>();
    private final Map<Id, Set<Id>> incomplete = new HashMap<>();

    void add(Id image, List<Id> absentCategories, List<Id> incompleteCategories) {
        absent.put(image, new HashSet<>(absentCategories));
        incomplete.put(image, new HashSet<>(incompleteCategories));
    }

    /** Whether somebody looked for a category and did not find it. */
    boolean isAbsent(Id image, Id category) {
        return absent.getOrDefault(image, Set.of()).contains(category);
    }

    /** Whether a category may have more objects in the image than were annotated. */
    boolean isIncomplete(Id image, Id category) {
        return incomplete.getOrDefault(image, Set.of()).contains(category);
    }
}
