package dev.copra.evaluate;

import java.util.List;

/**
 * How often objects of each category were taken for which. In each image detections of all categories, the best score first,
 * take the truth that they overlap most, at least by a threshold, of equals the last one, whatever its category; a truth is taken
 * once. Truths that are ignored, crowds among them, take no part. As hotcoco has it. Not by the matches that AP is of: these
 * never cross categories.
 *
 * @param categories those of the rows and of the columns
 * @param counts by category of the truth, then by category of the detection; the last of each is none
 */
public record Confusion(List<Category> categories, long[][] counts) {

    /** Counts image by image. Holds scratch memory: one a thread. */
    static final class Counter {
        private final Instances found;
        private final Instances known;
        private final Ranks categories;
        private final Similarity similarity;
        private final double threshold;
        private final long[][] counts;

        Counter(Instances found, Instances known, Ranks categories, Similarity similarity, double threshold) {
            this.found = found;
            this.known = known;
            this.categories = categories;
            this.similarity = similarity;
            this.threshold = Math.min(threshold, 1 - 1e-10);
            counts = new long[categories.size() + 1][categories.size() + 1];
        }

        long[][] counts() {
            return counts;
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
                taken[j] = known.ignore[truths[j]];
                for (int i = 0; i < detections.length && !taken[j]; i++) {
                    overlap[j][i] = similarity.of(detections[i], truths[j]);
                }
            }
            for (int i = 0; i < detections.length; i++) {
                double best = threshold;
                int chosen = -1;
                for (int j = 0; j < truths.length; j++) {
                    if (!taken[j] && overlap[j][i] >= best) {
                        best = overlap[j][i];
                        chosen = j;
                    }
                }
                int row = none;
                if (chosen >= 0) {
                    taken[chosen] = true;
                    row = categories.of(known.category[truths[chosen]]);
                }
                counts[row][categories.of(found.category[detections[i]])]++;
            }
            for (int j = 0; j < truths.length; j++) {
                if (!taken[j]) {
                    counts[categories.of(known.category[truths[j]])][none]++;
                }
            }
        }
    }
}
