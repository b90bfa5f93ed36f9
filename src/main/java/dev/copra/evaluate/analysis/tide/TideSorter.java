package dev.copra.evaluate.analysis.tide;

import dev.copra.evaluate.match.ImagePairs;
import java.util.Arrays;

/** Finds the kinds of errors of one image: {@code TIDEExample} and {@code _eval_image} of tidecv 1.0.1. */
final class TideSorter {
    private static final int NONE = -1;

    private final ImagePairs pairs;
    private final ImagePairs.Detections found;
    private final ImagePairs.Truths known;
    private final double threshold;
    private final double background;
    /** The truths that count, in their order. */
    private final int[] counted;

    /** By position in {@link #counted}. */
    private final boolean[] used;

    private final boolean[] usable;
    /** The detection that is to find each truth if it is put right. */
    private final int[] owner;

    private final boolean[] right;
    private final boolean[] ignored;
    private final TideKind[] kind;
    /** The truth that each detection would find if it were put right. */
    private final int[] target;

    TideSorter(ImagePairs pairs, double threshold, double background) {
        this.pairs = pairs;
        this.threshold = threshold;
        this.background = background;
        found = pairs.detections();
        known = pairs.truths();
        counted = known.counted();
        used = new boolean[counted.length];
        usable = new boolean[counted.length];
        owner = new int[counted.length];
        Arrays.fill(owner, NONE);
        right = new boolean[found.size()];
        ignored = new boolean[found.size()];
        kind = new TideKind[found.size()];
        target = new int[found.size()];
        Arrays.fill(target, NONE);
    }

    TideImage sort() {
        match();
        ignore();
        for (int d = 0; d < found.size(); d++) {
            if (!right[d]) {
                kind[d] = kind(d);
                if (kind[d] == TideKind.LOC || kind[d] == TideKind.CLS) {
                    compete(d, kind[d] == TideKind.LOC ? best(d, true, false) : best(d, false, false));
                }
            }
        }
        int[] owned = new int[found.size()];
        for (int d = 0; d < owned.length; d++) {
            boolean owns = target[d] != NONE && owner[target[d]] == d;
            owned[d] = owns ? target[d] : NONE;
        }
        int[] truthCategory = new int[counted.length];
        TideImage.TruthState[] truthState = new TideImage.TruthState[counted.length];
        for (int j = 0; j < counted.length; j++) {
            truthCategory[j] = known.category()[counted[j]];
            truthState[j] = used[j]
                    ? TideImage.TruthState.FOUND
                    : usable[j] ? TideImage.TruthState.USABLE : TideImage.TruthState.MISSED;
        }
        return new TideImage(
                pairs.image(), found.category(), found.score(), kind, ignored, owned, truthCategory, truthState);
    }

    private boolean same(int d, int j) {
        return found.category()[d] == known.category()[counted[j]];
    }

    private double iou(int d, int j) {
        return pairs.overlap(d, counted[j]);
    }

    /** A detection takes the truth of its category that it overlaps most, the first of equals, if nothing has taken it. */
    private void match() {
        for (int d = 0; d < found.size(); d++) {
            int best = NONE;
            for (int j = 0; j < counted.length; j++) {
                if (!used[j] && same(d, j) && (best == NONE || iou(d, j) > iou(d, best))) {
                    best = j;
                }
            }
            if (best != NONE && iou(d, best) >= threshold) {
                right[d] = true;
                used[best] = true;
            }
        }
    }

    private void ignore() {
        for (int d = 0; d < found.size(); d++) {
            ignored[d] = !right[d] && (found.excused()[d] || inIgnored(d));
        }
    }

    private boolean inIgnored(int d) {
        for (int g = 0; g < known.size(); g++) {
            if (known.ignored()[g] && known.category()[g] == found.category()[d] && pairs.overlap(d, g) > threshold) {
                return true;
            }
        }
        return false;
    }

    /** The truth that a detection overlaps most, the first of equals, or -1. @param taken whether only found ones are asked */
    private int best(int d, boolean sameCategory, boolean taken) {
        int best = NONE;
        for (int j = 0; j < counted.length; j++) {
            if (same(d, j) == sameCategory && (!taken || used[j]) && (best == NONE || iou(d, j) > iou(d, best))) {
                best = j;
            }
        }
        return best;
    }

    private double iouOrNothing(int d, int j) {
        return j == NONE ? 0 : iou(d, j);
    }

    private TideKind kind(int d) {
        if (counted.length == 0) {
            return TideKind.BKG;
        }
        double own = iouOrNothing(d, best(d, true, false));
        if (background <= own && own <= threshold) {
            return TideKind.LOC;
        }
        double other = iouOrNothing(d, best(d, false, false));
        if (other >= threshold) {
            return TideKind.CLS;
        }
        if (iouOrNothing(d, best(d, true, true)) >= threshold) {
            return TideKind.DUPE;
        }
        return Math.max(own, other) <= background ? TideKind.BKG : TideKind.BOTH;
    }

    private void compete(int d, int j) {
        if (used[j]) {
            return;
        }
        target[d] = j;
        usable[j] = true;
        if (owner[j] == NONE || found.score()[d] > found.score()[owner[j]]) {
            owner[j] = d;
        }
    }
}
