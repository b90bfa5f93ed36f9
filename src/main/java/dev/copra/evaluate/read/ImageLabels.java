package dev.copra.evaluate.read;

import dev.copra.coco.id.Id;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file says of its images as a whole: categories that are in the picture, that are not, and that are not annotated to the last; how
 * crowded it is. And the labels of categories besides their names.
 */
public final class ImageLabels {
    private final Map<Id, Set<Id>> present = new HashMap<>();
    private final Map<Id, Set<Id>> absent = new HashMap<>();
    private final Map<Id, Set<Id>> incomplete = new HashMap<>();
    private final Map<Id, Double> crowding = new HashMap<>();
    private final Map<Id, String> marks = new HashMap<>();

    void add(Id image, List<Id> presentCategories, List<Id> absentCategories, List<Id> incompleteCategories) {
        present.put(image, new HashSet<>(presentCategories));
        absent.put(image, new HashSet<>(absentCategories));
        incomplete.put(image, new HashSet<>(incompleteCategories));
    }

    void addCrowding(Id image, double index) {
        crowding.put(image, index);
    }

    void addMark(Id category, String mark) {
        marks.put(category, mark);
    }

    /** Whether somebody found a category. */
    boolean isPresent(Id image, Id category) {
        return present.getOrDefault(image, Set.of()).contains(category);
    }

    /** Whether somebody looked for a category and did not find it. */
    public boolean isAbsent(Id image, Id category) {
        return absent.getOrDefault(image, Set.of()).contains(category);
    }

    /** Whether a category may have more objects in the image than were annotated. */
    public boolean isIncomplete(Id image, Id category) {
        return incomplete.getOrDefault(image, Set.of()).contains(category);
    }

    /** Whether it says of any image which categories are in it or not. */
    boolean any() {
        return present.values().stream().anyMatch(ids -> !ids.isEmpty())
                || absent.values().stream().anyMatch(ids -> !ids.isEmpty());
    }

    /** How crowded images are, 0 to 1. */
    Map<Id, Double> crowding() {
        return crowding;
    }

    /** The labels of categories. */
    Map<Id, String> marks() {
        return marks;
    }

    /** Adds what follows of each label. @param above what it is a kind of @param below its kinds */
    void expand(Map<Id, Set<Id>> above, Map<Id, Set<Id>> below) {
        present.values().forEach(ids -> List.copyOf(ids).forEach(id -> ids.addAll(above.getOrDefault(id, Set.of()))));
        absent.values().forEach(ids -> List.copyOf(ids).forEach(id -> ids.addAll(below.getOrDefault(id, Set.of()))));
    }
}
