package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.CategoryMatches;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * How many truths are found at each threshold when images count several times or not at all: of one category, range of areas and
 * number of detections.
 *
 * @param thresholds a bit for every threshold at which a detection is true. There are few such patterns, because what is found at a
 *     threshold mostly is at those below it
 * @param images by pattern the images of its detections
 */
record DrawnHits(long[] thresholds, int[][] images) {

    static DrawnHits of(CategoryMatches matches, int area, int most) {
        SortedMap<Long, IntStream.Builder> patterns = new TreeMap<>();
        for (int i = 0; i < matches.size(); i++) {
            long hits = matches.matched()[area][i] & ~matches.ignored()[area][i];
            if (matches.rank()[i] < most && hits != 0) {
                patterns.computeIfAbsent(hits, h -> IntStream.builder()).add(matches.image()[i]);
            }
        }
        return new DrawnHits(
                patterns.keySet().stream().mapToLong(h -> h).toArray(),
                patterns.values().stream()
                        .map(ofPattern -> ofPattern.build().toArray())
                        .toArray(int[][]::new));
    }

    /** Counts in two samples. @param found receives the numbers of both by threshold */
    void count(char[] pair, long[] found) {
        Arrays.fill(found, 0);
        for (int h = 0; h < images.length; h++) {
            long count = 0;
            for (int image : images[h]) {
                count += Draws.counts(pair[image]);
            }
            for (int t = 0; t < found.length; t++) {
                found[t] += (thresholds[h] >>> t & 1) * count;
            }
        }
    }
}
