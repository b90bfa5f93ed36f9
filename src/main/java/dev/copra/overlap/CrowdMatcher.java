package dev.copra.overlap;

/**
 * Matches the detections of one image and category with its truths, greedily, at several thresholds at once, exactly as
 * {@code evaluateImg} of pycocotools does:
 *
 * <ol>
 *   <li>detections choose in the order given, the best score first;
 *   <li>a detection takes the truth that it overlaps most, at least by the threshold (or 1 - 1e-10, if that is less); of
 *       equals the last one; an ignored truth only where no other is to be had;
 *   <li>a truth is taken once, a crowd region any number of times.
 * </ol>
 *
 * <p>Holds scratch memory: one a thread.
 */
public final class CrowdMatcher {
    /** The most thresholds: one bit of a long each. */
    public static final int MAX_THRESHOLDS = Long.SIZE;

    private final double[] starts;
    private long[] taken = new long[16];
    private int[] order = new int[16];
    /** The truths that a detection overlaps enough for the first threshold, those that count first; and how many of these there are. */
    private int[] near = new int[16];

    private int nearCounted;

    /** @param thresholds ascending, at most {@link #MAX_THRESHOLDS} */
    public CrowdMatcher(double[] thresholds) {
        starts = new double[thresholds.length];
        for (int t = 0; t < starts.length; t++) {
            starts[t] = Math.min(thresholds[t], 1 - 1e-10);
        }
    }

    /**
     * Matches.
     *
     * @param overlap detection-major: of detection d and truth g at {@code d * truths + g}
     * @param crowd which truths can be taken more than once
     * @param ignore which truths do not count
     * @param hits receives for every detection a bit for each threshold, set if it has taken a truth
     * @param onto receives the index of that truth: of detection d at threshold t at {@code d * thresholds + t}; where it
     *     has taken none, what was there stays
     */
    public void match(
            double[] overlap, int detections, int truths, boolean[] crowd, boolean[] ignore, long[] hits, int[] onto) {
        int counted = sort(truths, ignore);
        for (int d = 0; d < detections; d++) {
            int row = d * truths;
            // of many truths a detection overlaps one or two enough, and most detections none
            int candidates = near(overlap, row, truths, counted);
            double most = -1;
            for (int i = 0; i < candidates; i++) {
                most = overlap[row + near[i]] > most ? overlap[row + near[i]] : most;
            }
            long hit = 0;
            for (int t = 0; t < starts.length && most >= starts[t]; t++) {
                int chosen = choose(overlap, row, candidates, crowd, t);
                if (chosen >= 0) {
                    hit |= 1L << t;
                    onto[d * starts.length + t] = chosen;
                }
            }
            hits[d] = hit;
        }
    }

    /** Puts the truths that count first, otherwise in their order. @return how many count */
    private int sort(int truths, boolean[] ignore) {
        if (truths > order.length) {
            order = new int[2 * truths];
            near = new int[2 * truths];
            taken = new long[2 * truths];
        }
        int counted = 0;
        for (int g = 0; g < truths; g++) {
            taken[g] = 0;
            if (!ignore[g]) {
                order[counted++] = g;
            }
        }
        int at = counted;
        for (int g = 0; g < truths; g++) {
            if (ignore[g]) {
                order[at++] = g;
            }
        }
        return counted;
    }

    /** Finds the truths that a detection overlaps enough for the first threshold. @return how many they are */
    private int near(double[] overlap, int row, int truths, int counted) {
        double least = starts[0];
        int size = 0;
        nearCounted = 0;
        for (int i = 0; i < truths; i++) {
            // what is no number is not less, either
            if (!(overlap[row + order[i]] < least)) {
                near[size++] = order[i];
                nearCounted += i < counted ? 1 : 0;
            }
        }
        return size;
    }

    private int choose(double[] overlap, int row, int candidates, boolean[] crowd, int t) {
        double best = starts[t];
        int chosen = -1;
        for (int i = 0; i < candidates; i++) {
            if (i == nearCounted && chosen >= 0) {
                break;
            }
            int g = near[i];
            if ((taken[g] >>> t & 1) != 0 && !crowd[g] || overlap[row + g] < best) {
                continue;
            }
            best = overlap[row + g];
            chosen = g;
        }
        if (chosen >= 0) {
            taken[chosen] |= 1L << t;
        }
        return chosen;
    }
}
