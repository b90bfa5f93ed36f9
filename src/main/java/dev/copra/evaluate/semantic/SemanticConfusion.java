package dev.copra.evaluate.semantic;

import java.util.Map;
import java.util.TreeMap;

/** How many pixels of each class were taken for which. Pixels without a class in the truth do not count. Parts can be merged. */
final class SemanticConfusion {
    /** By the truth's class, then by the class that was found. */
    private final Map<Integer, Map<Integer, Long>> rows = new TreeMap<>();

    private long ignored;

    /** Takes in a picture. @throws IllegalArgumentException if the sizes differ */
    void add(PixelClasses truth, PixelClasses found) {
        if (truth.width() != found.width() || truth.height() != found.height()) {
            throw new IllegalArgumentException("its picture is " + found.height() + " x " + found.width()
                    + " but the truth's is " + truth.height() + " x " + truth.width() + " (height x width)");
        }
        int[] known = truth.classes();
        int[] by = found.classes();
        for (int from = 0; from < known.length; ) {
            int to = from + 1;
            while (to < known.length && known[to] == known[from] && by[to] == by[from]) {
                to++;
            }
            if (known[from] == PixelClasses.NONE) {
                ignored += to - from;
            } else {
                count(known[from], by[from], to - from);
            }
            from = to;
        }
    }

    /** Is told of a number of pixels. */
    interface Count {
        void of(int truth, int found, long pixels);
    }

    /** Tells all that was counted. */
    void forEach(Count count) {
        rows.forEach((truth, row) -> row.forEach((found, pixels) -> count.of(truth, found, pixels)));
    }

    /** How many pixels do not count. */
    long ignored() {
        return ignored;
    }

    void ignore(long pixels) {
        ignored += pixels;
    }

    /** Whether no number is below 0. */
    boolean isSound() {
        return ignored >= 0
                && rows.values().stream().flatMap(row -> row.values().stream()).allMatch(pixels -> pixels > 0);
    }

    void count(int truth, int found, long pixels) {
        rows.computeIfAbsent(truth, k -> new TreeMap<>()).merge(found, pixels, Long::sum);
    }

    /** Takes in what another one has counted. */
    void merge(SemanticConfusion other) {
        other.rows.forEach((truth, row) -> row.forEach((found, pixels) -> count(truth, found, pixels)));
        ignored += other.ignored;
    }

    /** Classes that pixels of the truth or of the results are of, ascending. */
    int[] classes() {
        Map<Integer, Boolean> met = new TreeMap<>();
        rows.forEach((truth, row) -> {
            met.put(truth, true);
            row.keySet().forEach(found -> met.put(found, true));
        });
        met.remove(PixelClasses.NONE);
        return met.keySet().stream().mapToInt(k -> k).toArray();
    }

    /** The figures. @param classes all that count, with their names */
    SemanticScores scores(Map<Integer, String> classes) {
        Map<Integer, Long> found = new TreeMap<>();
        rows.values().forEach(row -> row.forEach((k, pixels) -> found.merge(k, pixels, Long::sum)));
        Map<Integer, SemanticScores.OfClass> scores = new TreeMap<>();
        classes.forEach((k, name) -> {
            Map<Integer, Long> row = rows.getOrDefault(k, Map.of());
            long truth = row.values().stream().mapToLong(Long::longValue).sum();
            scores.put(k, new SemanticScores.OfClass(name, truth, found.getOrDefault(k, 0L), row.getOrDefault(k, 0L)));
        });
        return new SemanticScores(scores, ignored);
    }
}
