package dev.copra.stats;

import dev.copra.collect.IntColumn;
import dev.copra.collect.LongIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** In how many images two categories are together. */
final class CategoryPairs {
    private final LongIndex pairs = new LongIndex();
    private final IntColumn images = new IntColumn(0);

    /** Adds an image. @param categories ranks of its categories, each once, ascending @param count how many there are */
    void add(int[] categories, int count) {
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                int pair = pairs.add((long) categories[i] << 32 | categories[j]);
                images.set(pair, pair < images.size() ? images.get(pair) + 1 : 1);
            }
        }
    }

    private record Ranked(int first, int second, int images) {}

    /**
     * @param labels by rank
     * @param imagesOf by rank: how many images have a category
     * @param all how many images there are
     */
    List<DatasetStats.Pair> result(String[] labels, long[] imagesOf, long all) {
        List<Ranked> ranked = new ArrayList<>(pairs.size());
        for (int pair = 0; pair < pairs.size(); pair++) {
            long key = pairs.key(pair);
            ranked.add(new Ranked((int) (key >> 32), (int) key, images.get(pair)));
        }
        ranked.sort(Comparator.comparingInt(Ranked::images)
                .reversed()
                .thenComparingInt(Ranked::first)
                .thenComparingInt(Ranked::second));
        List<DatasetStats.Pair> result = new ArrayList<>(ranked.size());
        for (Ranked pair : ranked) {
            double expected = (double) imagesOf[pair.first] * imagesOf[pair.second] / all;
            result.add(new DatasetStats.Pair(
                    labels[pair.first], labels[pair.second], pair.images, pair.images / expected));
        }
        return result;
    }
}
