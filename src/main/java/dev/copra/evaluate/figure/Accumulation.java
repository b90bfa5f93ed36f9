package dev.copra.evaluate.figure;

import dev.copra.evaluate.numpy.StableOrder;

/**
 * The second stage: puts the detections of a category in the order of their scores and draws the curve of precision over recall
 * for every threshold, range of areas and number of detections. {@code accumulate} of {@code COCOeval}.
 */
final class Accumulation {
    /** numpy's {@code spacing(1)}: why a lone true detection has a precision just below 1. */
    private static final double EPSILON = Math.ulp(1.0);

    private final CategoryMatches matches;
    private final int k;
    private final Curves curves;
    private final int thresholds;
    private final int[] order;

    /** Detections, best first, that are not wrong at all thresholds; and how many before each are. */
    private final long[] hits;

    private final long[] misses;
    private final int[] wrongBefore;
    private final double[] atHit;

    private Accumulation(CategoryMatches matches, int k, Curves curves) {
        this.matches = matches;
        this.k = k;
        this.curves = curves;
        thresholds = curves.rules.iouThresholds().length;
        order = new int[matches.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        StableOrder.byScore(matches.score(), order, 0, order.length);
        hits = new long[order.length];
        misses = new long[order.length];
        wrongBefore = new int[order.length];
        atHit = new double[order.length + 1];
    }

    /** Writes the curves of category k. Other threads may write those of other categories. */
    static void accumulate(CategoryMatches matches, int k, Curves curves) {
        Accumulation accumulation = new Accumulation(matches, k, curves);
        int[] maxDetections = curves.rules.maxDetections();
        for (int a = 0; a < curves.rules.areas().size(); a++) {
            if (matches.truths()[a] > 0) {
                for (int m = 0; m < maxDetections.length; m++) {
                    accumulation.draw(a, m, maxDetections[m]);
                }
            }
        }
    }

    private void draw(int a, int m, int most) {
        int truths = matches.truths()[a];
        double[] recall = curves.recall(a, m);
        int categories = curves.categories.size();
        if (!curves.keepsPrecision(m)) {
            int[] found = found(matches.matched()[a], matches.ignored()[a], most);
            for (int t = 0; t < thresholds; t++) {
                recall[t * categories + k] = (double) found[t] / truths;
            }
            return;
        }
        int events = collect(matches.matched()[a], matches.ignored()[a], most);
        int[] needed = Recalls.needed(curves.rules.recalls(), truths);
        for (int t = 0; t < thresholds; t++) {
            int found = precisions(events, t);
            read(found, needed, curves.precision(a, m), t);
            recall[t * categories + k] = (double) found / truths;
        }
    }

    /** How many truths are found at each threshold by detections that are among the best of their image, in whatever order. */
    private int[] found(long[] matched, long[] ignored, int most) {
        int[] found = new int[thresholds];
        for (int i = 0; i < order.length; i++) {
            long hit = matched[i] & ~ignored[i];
            if (hit != 0 && matches.rank()[i] < most) {
                for (int t = 0; t < thresholds; t++) {
                    found[t] += (int) (hit >>> t & 1);
                }
            }
        }
        return found;
    }

    /** Takes the detections that are among the best of their image. @return how many are not wrong at all thresholds */
    private int collect(long[] matched, long[] ignored, int most) {
        long all = -1L >>> Long.SIZE - thresholds;
        int events = 0;
        int wrong = 0;
        for (int i : order) {
            if (matches.rank()[i] >= most) {
                continue;
            }
            long missed = ~matched[i] & ~ignored[i] & all;
            if (missed == all) {
                wrong++;
            } else {
                hits[events] = matched[i] & ~ignored[i];
                misses[events] = missed;
                wrongBefore[events++] = wrong;
            }
        }
        return events;
    }

    /** The precision at every true detection. Between them it only falls. @return how many there are */
    private int precisions(int events, int t) {
        int found = 0;
        int wrong = 0;
        for (int i = 0; i < events; i++) {
            wrong += (int) (misses[i] >>> t & 1);
            if ((hits[i] >>> t & 1) != 0) {
                found++;
                atHit[found] = found / ((double) (wrong + wrongBefore[i] + found) + EPSILON);
            }
        }
        return found;
    }

    /** Reads the curve, made to fall from left to right, at every recall; 0 from the first recall on that is not reached. */
    private void read(int found, int[] needed, double[] precision, int t) {
        int categories = curves.categories.size();
        double best = 0;
        int hit = found;
        for (int r = needed.length - 1; r >= 0; r--) {
            while (hit > 0 && hit >= needed[r]) {
                best = Math.max(best, atHit[hit--]);
            }
            precision[(t * needed.length + r) * categories + k] = needed[r] > found ? 0 : best;
        }
    }
}
