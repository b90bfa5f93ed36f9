package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.CategoryMatches;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The precision of one category, range of areas and number of detections when images count several times or not at all: the
 * mean over recalls that {@code COCOeval} would have of a file in which an image that was drawn three times really is there three times,
 * its copies behind each other. Detections are put into order once; a sample takes one pass over them.
 *
 * <p>A copy's detections have the same scores as the image's own, so that equal scores must be told apart as they would be there: several
 * detections of one image that have the same score, a run, come as often as the image does, one copy of the run after the other.
 */
final class DrawnPrecision {
    /** Why a lone true detection has a precision just below 1, as in {@code COCOeval}. */
    private static final double EPSILON = Math.ulp(1.0);

    private final int size;
    private final int[] image;
    private final long[] matched;
    private final long[] ignored;
    /** Where the run of each detection ends. */
    private final int[] runEnd;
    /** All bits of what counts at every threshold; else 0. */
    private final int[] always;
    /** By threshold the images of detections that count at it and not at all, in order. */
    private final int[][] sometimes;
    /**
     * By threshold what has to be looked at, in order, four numbers each. Where detections follow each other that are true: the first of them
     * and where they end, and the same in {@link #sometimes}. Of a run that has true and wrong ones, the first is negated and less 1.
     */
    private final int[][] events;

    DrawnPrecision(CategoryMatches matches, int[] order, int area, int most, int thresholds) {
        long all = -1L >>> Long.SIZE - thresholds;
        long[] ignoredOf = matches.ignored()[area];
        int[] kept = Arrays.stream(order)
                .filter(i -> matches.rank()[i] < most && (ignoredOf[i] & all) != all)
                .toArray();
        size = kept.length;
        image = new int[size];
        matched = new long[size];
        ignored = new long[size];
        runEnd = new int[size];
        always = new int[size];
        for (int p = 0; p < size; p++) {
            image[p] = matches.image()[kept[p]];
            ignored[p] = ignoredOf[kept[p]];
            matched[p] = matches.matched()[area][kept[p]] & ~ignored[p];
            always[p] = ignored[p] == 0 ? -1 : 0;
        }
        for (int p = size - 1; p >= 0; p--) {
            boolean goesOn = p + 1 < size
                    && image[p] == image[p + 1]
                    && matches.score()[kept[p]] == matches.score()[kept[p + 1]];
            runEnd[p] = goesOn ? runEnd[p + 1] : p + 1;
        }
        sometimes = new int[thresholds][];
        events = new int[thresholds][];
        for (int t = 0; t < thresholds; t++) {
            int bit = t;
            sometimes[t] = IntStream.range(0, size)
                    .filter(p -> always[p] == 0 && counts(p, bit))
                    .map(p -> image[p])
                    .toArray();
            events[t] = events(t);
        }
    }

    private boolean counts(int p, int t) {
        return (ignored[p] >>> t & 1) == 0;
    }

    private boolean hits(int p, int t) {
        return (matched[p] >>> t & 1) != 0;
    }

    private int[] events(int t) {
        int[] list = new int[4 * size];
        int count = 0;
        int other = 0;
        boolean goesOn = false;
        for (int p = 0; p < size; p = runEnd[p]) {
            int end = runEnd[p];
            int hits = 0;
            int counted = 0;
            int others = 0;
            for (int i = p; i < end; i++) {
                hits += hits(i, t) ? 1 : 0;
                counted += counts(i, t) ? 1 : 0;
                others += always[i] == 0 && counts(i, t) ? 1 : 0;
            }
            if (counted == 0) {
                continue;
            }
            boolean mixed = hits > 0 && hits < counted;
            if (hits > 0 && !mixed && goesOn) {
                list[count - 3] = end;
                list[count - 1] = other + others;
            } else if (hits > 0) {
                list[count++] = mixed ? ~p : p;
                list[count++] = end;
                list[count++] = other;
                list[count++] = other + others;
            }
            goesOn = hits > 0 && !mixed;
            other += others;
        }
        return Arrays.copyOf(list, count);
    }

    /** What a thread needs for samples. Grows as it has to. */
    static final class Scratch {
        /** How often detections that count at every threshold have come before each. */
        private int[] come = new int[64];
        /** The same of those that count at one threshold and not at all. */
        private int[] others = new int[64];
        /** By number of detections that have come, the number through which precision is the share of those that are true. */
        private double[] share = new double[0];

        private void reserve(int size) {
            if (come.length <= size) {
                come = new int[2 * size];
                others = new int[2 * size];
            }
        }

        private double[] shares(int count) {
            if (share.length <= count) {
                share = new double[2 * count + 64];
                for (int i = 0; i < share.length; i++) {
                    share[i] = 1 / (i + EPSILON);
                }
            }
            return share;
        }
    }

    /**
     * The mean precision of a sample over the recalls, added up over thresholds.
     *
     * @param counts by image how often it is in the sample, at most 127 times
     * @param reached by number of truths found, how many recalls are reached; none if none is found
     * @param sums receives for each threshold the sum over the recalls
     */
    void sums(byte[] counts, int[] reached, Scratch scratch, double[] sums) {
        scratch.reserve(size);
        int[] come = scratch.come;
        int total = 0;
        for (int p = 0; p < size; p++) {
            total += counts[image[p]] & always[p];
            come[p + 1] = total;
        }
        for (int t = 0; t < events.length; t++) {
            sums[t] = sum(t, counts, reached, scratch);
        }
    }

    /**
     * The sum over the recalls of the curve at a threshold, made to fall from left to right; 0 from the first recall on that is not
     * reached. Read from the right, so that the best precision from a point on is known there.
     */
    private double sum(int t, byte[] counts, int[] reached, Scratch scratch) {
        int[] come = scratch.come;
        int[] others = scratch.others;
        int total = 0;
        int[] otherImages = sometimes[t];
        for (int i = 0; i < otherImages.length; i++) {
            total += counts[otherImages[i]];
            others[i + 1] = total;
        }
        double[] share = scratch.shares(come[size] + total);
        int[] list = events[t];
        int found = 0;
        for (int e = 0; e < list.length; e += 4) {
            found += list[e] >= 0
                    ? come[list[e + 1]] + others[list[e + 3]] - come[list[e]] - others[list[e + 2]]
                    : hitsOfRun(~list[e], t) * counts[image[~list[e]]];
        }
        double best = 0;
        double sum = 0;
        int right = reached[found];
        for (int e = list.length - 4; e >= 0; e -= 4) {
            int from = list[e];
            int end = list[e + 1];
            int counted = come[end] + others[list[e + 3]];
            if (from >= 0) {
                // while only true ones come precision rises: the last point is the one to know. Without a copy it says
                // nothing new
                double precision = found * share[counted];
                best = precision > best ? precision : best;
                found -= counted - come[from] - others[list[e + 2]];
                int left = reached[found];
                sum += best * (right - left);
                right = left;
                continue;
            }
            from = ~from;
            for (int copy = counts[image[from]]; copy > 0; copy--) {
                for (int i = end - 1; i >= from; i--) {
                    if (hits(i, t)) {
                        best = Math.max(best, found * share[counted]);
                        int left = reached[--found];
                        sum += best * (right - left);
                        right = left;
                    }
                    counted -= counts(i, t) ? 1 : 0;
                }
            }
        }
        return sum;
    }

    private int hitsOfRun(int from, int t) {
        int hits = 0;
        for (int i = from; i < runEnd[from]; i++) {
            hits += hits(i, t) ? 1 : 0;
        }
        return hits;
    }
}
