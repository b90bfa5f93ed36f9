package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.ImageLabels;
import dev.copra.evaluate.read.Instances;
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
        Map<Id, Set<Id>> present = new HashMap<>();
        for (int g = 0; g < known.size; g++) {
            if (known.area[g] > 0) {
                present.computeIfAbsent(known.imageId(g), image -> new HashSet<>())
                        .add(known.categoryId(g));
            } else {
                known.image[g] = Instances.NONE;
            }
        }
        for (int d = 0; d < found.size; d++) {
            Id image = found.imageId(d);
            Id category = found.categoryId(d);
            boolean looked =
                    present.getOrDefault(image, Set.of()).contains(category) || labels.isAbsent(image, category);
            dropped[d] |= !looked || !(found.area[d] > 0);
            found.ignore[d] = labels.isIncomplete(image, category);
        }
    }

    private static void dropBeyond(Instances found, boolean[] dropped, int most) {
        int[] counts = new int[found.images.size()];
        for (int d = 0; d < found.size; d++) {
            counts[found.image[d]]++;
        }
        Map<Integer, int[]> crowded = new HashMap<>();
        for (int image = 0; image < counts.length; image++) {
            if (counts[image] > most) {
                crowded.put(image, new int[counts[image]]);
            }
        }
        int[] filled = new int[counts.length];
        for (int d = 0; d < found.size; d++) {
            int[] all = crowded.get(found.image[d]);
            if (all != null) {
                all[filled[found.image[d]]++] = d;
            }
        }
        for (int[] all : crowded.values()) {
            StableOrder.byScore(found.score, all, 0, all.length);
            Arrays.stream(all).skip(most).forEach(d -> dropped[d] = true);
        }
    }
}
