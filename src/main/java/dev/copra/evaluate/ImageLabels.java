package dev.copra.evaluate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What an LVIS file says of its images: categories that are not in the picture, and categories not annotated to the last. */
final class ImageLabels {
    private final Map<Long, Set<Long>> absent = new HashMap<>();
    private final Map<Long, Set<Long>> incomplete = new HashMap<>();

    void add(long image, double[] absentCategories, double[] incompleteCategories) {
        absent.put(image, set(absentCategories));
        incomplete.put(image, set(incompleteCategories));
    }

    private static Set<Long> set(double[] ids) {
        Set<Long> set = new HashSet<>();
        for (double id : ids) {
            set.add((long) id);
        }
        return set;
    }

    /** Whether somebody looked for a category and did not find it. */
    boolean isAbsent(long image, long category) {
        return absent.getOrDefault(image, Set.of()).contains(category);
    }

    /** Whether a category may have more objects in the image than were annotated. */
    boolean isIncomplete(long image, long category) {
        return incomplete.getOrDefault(image, Set.of()).contains(category);
    }
}
