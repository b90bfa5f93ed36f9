package dev.copra.evaluate;

/**
 * The second stage: puts the detections of a category in the order of their scores and draws the curve of precision over recall
 * for every threshold, range of areas and number of detections. {@code accumulate} of {@code COCOeval}.
 */
final class Accumulation {
    /** numpy's {@code spacing(1)}: why a lone true detection has a precision just below 1. */
    private static final double EPSILON = Math.ulp(1.0);

    private Accumulation() {}

    /** Writes the curves of category k. Other threads may write those of other categories. */
    static void accumulate(CategoryMatches matches, int k, Curves curves) {
        int[] order = new int[matches.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        StableOrder.byScore(matches.score(), order, 0, order.length);
        int[] maxDetections = curves.rules.maxDetections();
        for (int a = 0; a < curves.rules.areas().size(); a++) {
            int truths = matches.truths()[a];
            if (truths == 0) {
                continue;
            }
            int[] needed = Recalls.needed(truths);
            long[] hits = new long[order.length];
            long[] misses = new long[order.length];
            for (int i = 0; i < order.length; i++) {
                long counted = ~matches.ignored()[a][order[i]];
                hits[i] = matches.matched()[a][order[i]] & counted;
                misses[i] = ~matches.matched()[a][order[i]] & counted;
            }
            for (int m = 0; m < maxDetections.length; m++) {
                if (m < maxDetections.length - 1) {
                    // the fewer detections are a part of the more, in the same order
                    keep(matches.rank(), order, maxDetections[m], hits, misses, a, m, truths, k, curves, needed);
                } else {
                    draw(hits, misses, order.length, a, m, truths, k, curves, needed);
                }
            }
        }
    }

    private static void keep(
            int[] rank,
            int[] order,
            int most,
            long[] hits,
            long[] misses,
            int a,
            int m,
            int truths,
            int k,
            Curves curves,
            int[] needed) {
        long[] someHits = new long[order.length];
        long[] someMisses = new long[order.length];
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            if (rank[order[i]] < most) {
                someHits[size] = hits[i];
                someMisses[size++] = misses[i];
            }
        }
        draw(someHits, someMisses, size, a, m, truths, k, curves, needed);
    }

    private static void draw(
            long[] hits, long[] misses, int size, int a, int m, int truths, int k, Curves curves, int[] needed) {
        int categories = curves.categories.size();
        double[] recall = curves.recall(a, m);
        double[] precision = curves.keepsPrecision(m) ? curves.precision(a, m) : null;
        double[] atHit = new double[size + 1];
        for (int t = 0; t < curves.rules.iouThresholds().length; t++) {
            int found = 0;
            if (precision == null) {
                for (int i = 0; i < size; i++) {
                    found += (int) (hits[i] >>> t & 1);
                }
            } else {
                found = precisions(hits, misses, size, t, atHit);
                read(atHit, found, size, needed, precision, t, k, categories);
            }
            recall[t * categories + k] = size == 0 ? 0 : (double) found / truths;
        }
    }

    /** The precision at every true detection. Between them it only falls. @return how many there are */
    private static int precisions(long[] hits, long[] misses, int size, int t, double[] atHit) {
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < size; i++) {
            if ((misses[i] >>> t & 1) != 0) {
                wrong++;
            } else if ((hits[i] >>> t & 1) != 0) {
                found++;
                // the sum in numpy's order, in doubles: (fp + tp) + eps
                atHit[found] = found / ((double) wrong + found + EPSILON);
            }
        }
        return found;
    }

    /** Reads the curve, made to fall from left to right, at every recall; 0 from the first recall on that is not reached. */
    private static void read(
            double[] atHit, int found, int size, int[] needed, double[] precision, int t, int k, int categories) {
        double best = 0;
        int hit = found;
        for (int r = Recalls.COUNT - 1; r >= 0; r--) {
            while (hit > 0 && hit >= needed[r]) {
                best = Math.max(best, atHit[hit--]);
            }
            precision[(t * Recalls.COUNT + r) * categories + k] = needed[r] > found ? 0 : best;
        }
    }
}
