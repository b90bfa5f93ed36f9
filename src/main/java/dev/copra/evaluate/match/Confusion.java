package dev.copra.evaluate.match;

import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.similarity.Similarity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often objects of each category were taken for which. In each image detections of all categories, the best score first,
 * take the truth that they overlap most, at least by a threshold, whatever its category; a truth is taken once. Of equal
 * overlaps the detection's own category comes first, then the last truth, as in hotcoco. A detection that finds only a crowd, or
 * another truth that AP ignores, of its own category counts nowhere, as in AP. Not by the matches that AP is of: these never
 * cross categories.
 */
public final class Confusion {
    private final List<Category> categories;
    /** Of each row, the truths' category, the columns that are not 0; the last row and column are none. */
    private final List<Map<Integer, Long>> rows;

    private Confusion(List<Category> categories, List<Map<Integer, Long>> rows) {
        this.categories = categories;
        this.rows = rows;
    }

    /** The categories of the rows and of the columns. */
    public List<Category> categories() {
        return categories;
    }

    /**
     * The counts of a row.
     *
     * @param truth index of the truths' category, or the number of categories for none
     * @return by the detections' category; the last is none
     */
    public long[] row(int truth) {
        long[] counts = new long[categories.size() + 1];
        rows.get(truth).forEach((column, count) -> counts[column] = count);
        return counts;
    }

    /** The counts of a row that are not 0, by the detections' category. @param truth as for {@link #row} */
    public Map<Integer, Long> counts(int truth) {
        return rows.get(truth);
    }

    /** Counts image by image. Holds scratch memory: one a thread. */
    static final class Counter {
        private final Instances known;
        private final Similarity similarity;
        private final Grouping.Place knownPlace;
        private final Grouping.Place foundPlace;
        private final double threshold;
        private final List<Category> categories;
        private final List<Map<Integer, Long>> rows = new ArrayList<>();

        /** @param knownPlace ranks of the truths' categories @param foundPlace ranks of the detections' */
        Counter(
                Instances known,
                List<Category> categories,
                Grouping.Place knownPlace,
                Grouping.Place foundPlace,
                Similarity similarity,
                double threshold) {
            this.known = known;
            this.categories = categories;
            this.knownPlace = knownPlace;
            this.foundPlace = foundPlace;
            this.similarity = similarity;
            this.threshold = Math.min(threshold, 1 - 1e-10);
            for (int row = 0; row <= categories.size(); row++) {
                rows.add(new TreeMap<>());
            }
        }

        Confusion confusion() {
            return new Confusion(categories, rows);
        }

        private void count(int row, int column) {
            rows.get(row).merge(column, 1L, Long::sum);
        }

        /**
         * Counts an image.
         *
         * @param detections its detections, the best score first
         * @param truths its truths, in their order
         */
        void add(int[] detections, int[] truths) {
            int none = categories.size();
            double[][] overlap = new double[truths.length][detections.length];
            boolean[] taken = new boolean[truths.length];
            for (int j = 0; j < truths.length; j++) {
                for (int i = 0; i < detections.length; i++) {
                    overlap[j][i] = similarity.of(detections[i], truths[j]);
                }
            }
            for (int i = 0; i < detections.length; i++) {
                int category = foundPlace.category(detections[i]);
                int chosen = choose(i, category, truths, taken, overlap, false);
                int excused = chosen < 0 ? choose(i, category, truths, taken, overlap, true) : -1;
                if (chosen >= 0) {
                    taken[chosen] = true;
                    count(knownPlace.category(truths[chosen]), category);
                } else if (excused >= 0) {
                    taken[excused] = !known.crowd[truths[excused]];
                } else {
                    count(none, category);
                }
            }
            for (int j = 0; j < truths.length; j++) {
                if (!taken[j] && !known.ignore[truths[j]]) {
                    count(knownPlace.category(truths[j]), none);
                }
            }
        }

        /** The truth that a detection takes, or -1. @param ignored whether among those that AP ignores, of its own category */
        private int choose(int i, int category, int[] truths, boolean[] taken, double[][] overlap, boolean ignored) {
            double best = threshold;
            int chosen = -1;
            boolean right = false;
            for (int j = 0; j < truths.length; j++) {
                boolean same = knownPlace.category(truths[j]) == category;
                if (taken[j] || known.ignore[truths[j]] != ignored || ignored && !same) {
                    continue;
                }
                if (overlap[j][i] > best || overlap[j][i] == best && (same || !right)) {
                    best = overlap[j][i];
                    chosen = j;
                    right = same;
                }
            }
            return chosen;
        }
    }
}
