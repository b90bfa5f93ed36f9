package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.figure.CategoryMatches;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.Grouping;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.rules.AreaRange;
import dev.copra.evaluate.rules.Rules;
import dev.copra.evaluate.similarity.Similarity;
import dev.copra.io.RefusedException;
import dev.copra.io.Remedy;
import dev.copra.overlap.CrowdMatcher;
import java.util.Arrays;

/**
 * The first stage: finds the truth of every detection, image by image within a category, for every threshold and every range
 * of areas. {@code evaluate} of {@code COCOeval}. Holds scratch memory: one a thread.
 */
final class Matching {
    /** As many as an array may have. */
    private static final int MOST_PAIRS = Integer.MAX_VALUE - 8;

    private final Rules rules;
    private final Instances detections;
    private final Instances truths;
    private final Similarity similarity;
    private final CrowdMatcher matcher;
    private final long allThresholds;
    /** Is told of every match, or null. */
    private final MatchRecorder recorder;

    /** Slot of the truths' id 0, or -1. */
    private final int zero;

    private double[] overlap = new double[256];
    private boolean[] crowd = new boolean[16];
    /** By range of areas. */
    private boolean[][] ignore;

    private long[][] hits;
    private int[][] onto;
    private int[] sorted = new int[64];

    /** @param recorder is told of every match, or null */
    Matching(Rules rules, Instances detections, Instances truths, Similarity similarity, MatchRecorder recorder) {
        this.rules = rules;
        this.recorder = recorder;
        this.detections = detections;
        this.truths = truths;
        this.similarity = similarity;
        matcher = new CrowdMatcher(rules.iouThresholds());
        int areas = rules.areas().size();
        ignore = new boolean[areas][16];
        hits = new long[areas][32];
        onto = new int[areas][32 * rules.iouThresholds().length];
        zero = truths.ids.find(Id.of(0));
        allThresholds = -1L >>> Long.SIZE - rules.iouThresholds().length;
    }

    /** Matches one category of two groupings by the same ranks. */
    CategoryMatches match(Grouping found, Grouping known, int category) {
        int d = found.starts()[category];
        int lastD = found.starts()[category + 1];
        int g = known.starts()[category];
        int lastG = known.starts()[category + 1];
        int areas = rules.areas().size();
        int size = kept(found, d, lastD);
        CategoryMatches matches = CategoryMatches.ofSize(size, new int[areas]);
        int at = 0;
        while (d < lastD || g < lastG) {
            int image = Math.min(
                    d < lastD ? found.image()[d] : Integer.MAX_VALUE, g < lastG ? known.image()[g] : Integer.MAX_VALUE);
            int endD = end(found, d, lastD, image);
            int endG = end(known, g, lastG, image);
            int count = matchImage(found.order(), d, endD, known.order(), g, endG, matches, at);
            Arrays.fill(matches.image(), at, at + count, image);
            if (recorder != null) {
                record(image, category, count, Arrays.copyOfRange(known.order(), g, endG), matches, at);
            }
            at += count;
            d = endD;
            g = endG;
        }
        return matches;
    }

    /** How many detections are left when every image keeps its best. */
    private int kept(Grouping found, int from, int to) {
        int kept = 0;
        for (int d = from; d < to; ) {
            int end = end(found, d, to, found.image()[d]);
            kept += Math.min(end - d, rules.mostDetections());
            d = end;
        }
        return kept;
    }

    private static int end(Grouping grouping, int from, int to, int image) {
        int end = from;
        while (end < to && grouping.image()[end] == image) {
            end++;
        }
        return end;
    }

    /** @return how many detections of the image count */
    private int matchImage(
            int[] found, int d, int endD, int[] known, int g, int endG, CategoryMatches matches, int at) {
        int count = Math.min(endD - d, rules.mostDetections());
        int truthCount = endG - g;
        sort(found, d, endD);
        for (int i = 0; i < count; i++) {
            matches.score()[at + i] = detections.score[sorted[i]];
            matches.rank()[at + i] = i;
        }
        reserve(count, truthCount);
        for (int j = 0; j < truthCount; j++) {
            for (int i = 0; i < count; i++) {
                overlap[i * truthCount + j] = similarity.of(sorted[i], known[g + j]);
            }
        }
        for (int j = 0; j < truthCount; j++) {
            crowd[j] = truths.crowd[known[g + j]];
        }
        for (int a = 0; a < rules.areas().size(); a++) {
            AreaRange area = rules.areas().get(a);
            int counted = 0;
            for (int j = 0; j < truthCount; j++) {
                int truth = known[g + j];
                ignore[a][j] = !TruthCounts.counts(truths, truth, area);
                counted += ignore[a][j] ? 0 : 1;
            }
            matches.truths()[a] += counted;
            if (count > 0) {
                int like = sameTruths(a, truthCount);
                if (like == a) {
                    matcher.match(overlap, count, truthCount, crowd, ignore[a], hits[a], onto[a]);
                }
                mark(area, known, g, count, like, matches.matched()[a], matches.ignored()[a], at);
            }
        }
        for (int i = 0; i < count; i++) {
            boolean hit = (matches.matched()[0][at + i] & 1) != 0;
            matches.iou()[at + i] = hit ? overlap[i * truthCount + onto[0][i * rules.iouThresholds().length]] : 0;
        }
        return count;
    }

    /** Tells the matches of the image that was matched last, at the first threshold and over all areas. */
    private void record(int image, int category, int count, int[] known, CategoryMatches matches, int at) {
        int[] found = new int[count];
        boolean[] excused = new boolean[count];
        for (int i = 0; i < count; i++) {
            found[i] = (matches.matched()[0][at + i] & 1) == 0
                    ? Instances.NONE
                    : onto[0][i * rules.iouThresholds().length];
            excused[i] = (matches.ignored()[0][at + i] & 1) != 0;
        }
        recorder.add(
                image,
                category,
                Arrays.copyOf(sorted, count),
                found,
                excused,
                known,
                Arrays.copyOf(ignore[0], known.length),
                overlap);
    }

    /** The first range of areas in which the same truths count: its matches need not be made again. */
    private int sameTruths(int a, int truthCount) {
        for (int b = 0; b < a; b++) {
            if (Arrays.equals(ignore[a], 0, truthCount, ignore[b], 0, truthCount)) {
                return b;
            }
        }
        return a;
    }

    private void sort(int[] found, int from, int to) {
        if (to - from > sorted.length) {
            sorted = new int[2 * (to - from)];
        }
        System.arraycopy(found, from, sorted, 0, to - from);
        StableOrder.byScore(detections.score, sorted, 0, to - from);
    }

    private void reserve(int count, int truthCount) {
        int thresholds = rules.iouThresholds().length;
        pairs(count, truthCount, thresholds);
        if (count * truthCount > overlap.length) {
            overlap = new double[room(count, truthCount)];
        }
        if (truthCount > crowd.length) {
            crowd = new boolean[2 * truthCount];
            ignore = new boolean[ignore.length][2 * truthCount];
        }
        if (count > hits[0].length) {
            hits = new long[hits.length][room(count, 1)];
            onto = new int[onto.length][room(count, thresholds)];
        }
    }

    /** The number of pairs of an image. @throws RefusedException if an array has no room for them, or for all thresholds */
    static int pairs(int count, int truths, int thresholds) {
        if ((long) count * Math.max(truths, thresholds) > MOST_PAIRS) {
            throw new RefusedException(
                    "an image has " + count + " detections and " + truths
                            + " truths, which are too many pairs to compare",
                    Remedy.FEWER_DETECTIONS);
        }
        return count * truths;
    }

    /** Room for twice as much as is wanted, or as much as an array may have. @param each so that the product is no more than that */
    static int room(int count, int each) {
        return (int) Math.min(2L * count * each, MOST_PAIRS);
    }

    private void mark(AreaRange area, int[] known, int g, int count, int a, long[] matched, long[] ignored, int at) {
        int thresholds = rules.iouThresholds().length;
        for (int i = 0; i < count; i++) {
            long hit = hits[a][i];
            long passed = 0;
            for (int t = 0; t < thresholds && hits[a][i] >>> t != 0; t++) {
                long bit = 1L << t;
                if ((hits[a][i] & bit) == 0) {
                    continue;
                }
                int truth = onto[a][i * thresholds + t];
                // pycocotools notes the id of the truth, and takes 0 for none
                if (!rules.corrected() && truths.id[known[g + truth]] == zero) {
                    hit ^= bit;
                }
                passed |= ignore[a][truth] ? bit : 0;
            }
            // a miss outside the range is no miss, nor is one where more may be than was annotated
            boolean excused = area.excludes(detections.area[sorted[i]]) || detections.ignore[sorted[i]];
            matched[at + i] = hit;
            ignored[at + i] = excused ? passed | allThresholds & ~hit : passed;
        }
    }
}
