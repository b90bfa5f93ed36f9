package dev.copra.evaluate;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What is special about LVIS, whose images were each annotated for some categories only: the rules of {@code LVISResults} and
 * {@code LVISEval.prepare} in lvis-api.
 */
final class Federation {
    private Federation() {}

    /**
     * Sorts out the detections that do not count -- an image's beyond the best, those of no area, and those of categories that
     * nobody looked for in the image -- and marks those that are never wrong because not all objects were annotated.
     * Truths without area do not count either.
     *
     * @param dropped receives which detections are left out
     * @param most how many detections an image counts over all categories
     */
    static void apply(Instances known, Instances found, boolean[] dropped, ImageLabels labels, int most) {
        dropBeyond(found, dropped, most);
        Map<Long, Set<Long>> present = new HashMap<>();
        for (int g = 0; g < known.size; g++) {
            if (known.area[g] > 0) {
                present.computeIfAbsent(known.image[g], image -> new HashSet<>())
                        .add(known.category[g]);
            } else {
                known.image[g] = Long.MIN_VALUE;
            }
        }
        for (int d = 0; d < found.size; d++) {
            long image = found.image[d];
            long category = found.category[d];
            boolean looked =
                    present.getOrDefault(image, Set.of()).contains(category) || labels.isAbsent(image, category);
            dropped[d] |= !looked || !(found.area[d] > 0);
            found.ignore[d] = labels.isIncomplete(image, category);
        }
    }

    private static void dropBeyond(Instances found, boolean[] dropped, int most) {
        Map<Long, Integer> counts = new HashMap<>();
        for (int d = 0; d < found.size; d++) {
            counts.merge(found.image[d], 1, Integer::sum);
        }
        Map<Long, int[]> crowded = new HashMap<>();
        counts.forEach((image, count) -> {
            if (count > most) {
                crowded.put(image, new int[count]);
            }
        });
        Map<Long, Integer> filled = new HashMap<>();
        for (int d = 0; d < found.size; d++) {
            int[] all = crowded.get(found.image[d]);
            if (all != null) {
                all[filled.merge(found.image[d], 1, Integer::sum) - 1] = d;
            }
        }
        for (int[] all : crowded.values()) {
            StableOrder.byScore(found.score, all, 0, all.length);
            Arrays.stream(all).skip(most).forEach(d -> dropped[d] = true);
        }
    }
}
