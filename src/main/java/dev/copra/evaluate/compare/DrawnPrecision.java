package dev.copra.evaluate.compare;

import dev.copra.evaluate.figure.CategoryMatches;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The precision of one category, range of areas and number of detections when images count several times or not at all: the
 * mean over recalls that {@code COCOeval} would have of a file in which an image that was drawn three times really is there three times,
 * its copies behind each other. Detections are put into order once; two samples take one pass over them.
 *
 * <p>A copy's detections have the same scores as the image's own, so that equal scores must be told apart as they would be there: several
 * detections of one image that have the same score, a run, come as often as the image does, one copy of the run after the other.
 */
final class DrawnPrecision {
    /** Why a lone true detection has a precision just below 1, as in {@code COCOeval}. */
    private static final double EPSILON = Math.ulp(1.0);

    private final int[] image;
    private final long[] matched;
    private final long[] ignored;
    /** Where the run of each detection ends. */
    private final int[] runEnd;
    /** The images of detections that count at every threshold, in order. */
    private final int[] always;
    /** By threshold the images of detections that count at it and not at all, in order. */
    private final int[][] sometimes;
    /**
     * By threshold what has to be looked at, in order, four numbers each. Where detections follow each other that are true: the first of them
     * and where they end in {@link #always}, and the same in {@link #sometimes}. Of a run that has true and wrong ones, the first of
     * the four is its first detection, negated and less 1.
     */
    private final int[][] events;

    DrawnPrecision(CategoryMatches matches, int[] order, int area, int most, int thresholds) {
        long all = -1L >>> Long.SIZE - thresholds;
        long[] ignoredOf = matches.ignored()[area];
        int[] kept = Arrays.stream(order)
                .filter(i -> matches.rank()[i] < most && (ignoredOf[i] & all) != all)
                .toArray();
        int size = kept.length;
        image = new int[size];
        matched = new long[size];
        ignored = new long[size];
        runEnd = new int[size];
        for (int p = 0; p < size; p++) {
            image[p] = matches.image()[kept[p]];
            ignored[p] = ignoredOf[kept[p]];
            matched[p] = matches.matched()[area][kept[p]] & ~ignored[p];
        }
        for (int p = size - 1; p >= 0; p--) {
            boolean goesOn = p + 1 < size
                    && image[p] == image[p + 1]
                    && matches.score()[kept[p]] == matches.score()[kept[p + 1]];
            runEnd[p] = goesOn ? runEnd[p + 1] : p + 1;
        }
        always = IntStream.range(0, size)
                .filter(p -> ignored[p] == 0)
                .map(p -> image[p])
                .toArray();
        sometimes = new int[thresholds][];
        events = new int[thresholds][];
        for (int t = 0; t < thresholds; t++) {
            int bit = t;
            sometimes[t] = IntStream.range(0, size)
                    .filter(p -> ignored[p] != 0 && counts(p, bit))
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
        int[] list = new int[4 * image.length];
        int count = 0;
        int steady = 0;
        int other = 0;
        boolean goesOn = false;
        for (int p = 0; p < image.length; p = runEnd[p]) {
            int hits = 0;
            int steadyEnd = steady;
            int otherEnd = other;
            for (int i = p; i < runEnd[p]; i++) {
                hits += hits(i, t) ? 1 : 0;
                steadyEnd += ignored[i] == 0 ? 1 : 0;
                otherEnd += ignored[i] != 0 && counts(i, t) ? 1 : 0;
            }
            int counted = steadyEnd - steady + otherEnd - other;
            if (counted == 0) {
                continue;
            }
            boolean mixed = hits > 0 && hits < counted;
            if (hits > 0 && !mixed && goesOn) {
                list[count - 3] = steadyEnd;
                list[count - 1] = otherEnd;
            } else if (hits > 0) {
                list[count++] = mixed ? ~p : steady;
                list[count++] = steadyEnd;
                list[count++] = other;
                list[count++] = otherEnd;
            }
            goesOn = hits > 0 && !mixed;
            steady = steadyEnd;
            other = otherEnd;
        }
        return Arrays.copyOf(list, count);
    }

    /** What a thread needs for samples. Grows as it has to. */
    static final class Scratch {
        /** How often, in both samples, detections that count at every threshold have come before each. */
        private long[] come = new long[64];
        /** The same of those that count at one threshold and not at all. */
        private long[] others = new long[64];
        /** By number of detections that have come, the number through which precision is the share of those that are true. */
        private double[] share = new double[0];

        private final Curve first = new Curve();
        private final Curve second = new Curve();

        private void reserve(int size) {
            if (come.length <= size) {
                come = new long[2 * size];
                others = new long[2 * size];
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
     * The curve of one sample, made to fall from left to right; 0 from the first recall on that is not reached. Read from the right,
     * so that the best precision from a point on is known there.
     */
    private static final class Curve {
        private int[] reached;
        private int right;
        private double best;
        private double sum;

        void start(int[] reached, int found) {
            this.reached = reached;
            right = reached[found];
            best = 0;
            sum = 0;
        }

        void point(double precision) {
            best = precision > best ? precision : best;
        }

        /** Goes left to where so many are found. */
        void go(int found) {
            int left = reached[found];
            sum += best * (right - left);
            right = left;
        }
    }

    /**
     * The mean precision of two samples over the recalls, added up over thresholds.
     *
     * @param found by threshold how many truths are found
     * @param reached of each sample, by number of truths found, how many recalls are reached; none if none is found
     * @param sums receives for each sample and threshold the sum over the recalls
     */
    void sums(char[] pair, long[] found, int[][] reached, Scratch scratch, double[][] sums) {
        scratch.reserve(image.length);
        come(always, pair, scratch.come);
        for (int t = 0; t < events.length; t++) {
            scratch.first.start(reached[0], Draws.of(found[t], 0));
            scratch.second.start(reached[1], Draws.of(found[t], 1));
            draw(t, pair, found[t], scratch);
            sums[0][t] = scratch.first.sum;
            sums[1][t] = scratch.second.sum;
        }
    }

    /** Fills in how often detections have come before each, and before the end. @return the last of these */
    private static long come(int[] images, char[] pair, long[] come) {
        long total = 0;
        for (int i = 0; i < images.length; i++) {
            total += Draws.counts(pair[images[i]]);
            come[i + 1] = total;
        }
        return total;
    }

    private void draw(int t, char[] pair, long found, Scratch scratch) {
        long[] come = scratch.come;
        long[] others = scratch.others;
        long all = come[always.length] + come(sometimes[t], pair, others);
        double[] share = scratch.shares(Math.max(Draws.of(all, 0), Draws.of(all, 1)));
        Curve first = scratch.first;
        Curve second = scratch.second;
        int[] list = events[t];
        for (int e = list.length - 4; e >= 0; e -= 4) {
            int from = list[e];
            long counted = come[list[e + 1]] + others[list[e + 3]];
            if (from >= 0) {
                // while only true ones come precision rises: the last point is the one to know. Without a copy it says
                // nothing new
                first.point(Draws.of(found, 0) * share[Draws.of(counted, 0)]);
                second.point(Draws.of(found, 1) * share[Draws.of(counted, 1)]);
                found -= counted - come[from] - others[list[e + 2]];
                first.go(Draws.of(found, 0));
                second.go(Draws.of(found, 1));
                continue;
            }
            from = ~from;
            long copies = Draws.counts(pair[image[from]]);
            for (int copy = Math.max(Draws.of(copies, 0), Draws.of(copies, 1)); copy > 0; copy--) {
                // the sample with fewer copies stays where it is, which says nothing new either
                long there = (Draws.of(copies, 0) >= copy ? 1 : 0) + (Draws.of(copies, 1) >= copy ? 1L << 32 : 0);
                for (int i = runEnd[from] - 1; i >= from; i--) {
                    if (hits(i, t)) {
                        first.point(Draws.of(found, 0) * share[Draws.of(counted, 0)]);
                        second.point(Draws.of(found, 1) * share[Draws.of(counted, 1)]);
                        found -= there;
                        first.go(Draws.of(found, 0));
                        second.go(Draws.of(found, 1));
                    }
                    counted -= counts(i, t) ? there : 0;
                }
            }
        }
    }
}
