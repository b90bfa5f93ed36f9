package dev.copra.gallery;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which images a page has that cannot have all: some of each finding, the worst, some of each category from the rarest on, and of the rest
 * every so many. Depends on the document alone.
 */
final class GalleryChoice {
    private static final int OF_EACH_FINDING = 12;

    private GalleryChoice() {}

    /** @return places of images, those first that matter most */
    static int[] of(GalleryColumns columns, int categories, int findings, int most) {
        int all = columns.size();
        if (most >= all) {
            return spread(all, all);
        }
        Set<Integer> chosen = new LinkedHashSet<>();
        addFindings(columns, findings, most / 3, chosen);
        List<Integer> worst = IntStream.range(0, all)
                .filter(at -> !Double.isNaN(columns.iou(at)))
                .boxed()
                .sorted(Comparator.comparingDouble(columns::iou))
                .limit(most / 3)
                .toList();
        chosen.addAll(worst);
        addCategories(columns, categories, most - most / 4, chosen);
        for (int at : spread(all, all)) {
            if (chosen.size() >= most) {
                break;
            }
            chosen.add(at);
        }
        return chosen.stream().limit(most).mapToInt(Integer::intValue).toArray();
    }

    private static void addFindings(GalleryColumns columns, int findings, int most, Set<Integer> chosen) {
        int[] counts = new int[findings];
        for (int at = 0; at < columns.size() && chosen.size() < most; at++) {
            for (int code : columns.findings(at)) {
                if (counts[code]++ < OF_EACH_FINDING) {
                    chosen.add(at);
                }
            }
        }
    }

    private static void addCategories(GalleryColumns columns, int categories, int most, Set<Integer> chosen) {
        int[] counts = new int[categories];
        int[] first = new int[categories];
        Arrays.fill(first, -1);
        for (int at : spread(columns.size(), columns.size())) {
            for (int category : columns.categories(at)) {
                if (category >= 0) {
                    counts[category]++;
                    first[category] = first[category] < 0 ? at : first[category];
                }
            }
        }
        IntStream.range(0, categories)
                .filter(category -> first[category] >= 0)
                .boxed()
                .sorted(Comparator.comparingInt(category -> counts[category]))
                .forEach(category -> {
                    if (chosen.size() < most) {
                        chosen.add(first[category]);
                    }
                });
    }

    /** All places, so that the first of them are evenly spread whatever their number: by the golden ratio. */
    private static int[] spread(int all, int count) {
        Integer[] places = IntStream.range(0, all).boxed().toArray(Integer[]::new);
        Arrays.sort(places, Comparator.comparingDouble(at -> at * 0.6180339887498949 % 1));
        return Arrays.stream(places).limit(count).mapToInt(Integer::intValue).toArray();
    }
}
