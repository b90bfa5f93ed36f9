package dev.copra.evaluate;

import dev.copra.overlap.CrowdMatcher;
import java.util.Arrays;
import java.util.List;

/**
 * The first stage: finds the truth of every detection, image by image within a category, for every threshold and every range
 * of areas. {@code evaluate} of {@code COCOeval}. Holds scratch memory: one a thread.
 */
final class Matching {
    private final Rules rules;
    private final Instances detections;
    private final Instances truths;
    private final Similarity similarity;
    private final CrowdMatcher matcher;
    private final long allThresholds;

    private double[] overlap = new double[256];
    private boolean[] crowd = new boolean[16];
    private boolean[] ignore = new boolean[16];
    private int[] onto = new int[256];
    private int[] sorted = new int[64];

    Matching(Rules rules, Instances detections, Instances truths, Similarity similarity) {
        this.rules = rules;
        this.detections = detections;
        this.truths = truths;
        this.similarity = similarity;
        matcher = new CrowdMatcher(rules.iouThresholds());
        allThresholds = -1L >>> Long.SIZE - rules.iouThresholds().length;
    }

    /** Matches one category of two groupings by the same ranks. */
    CategoryMatches match(Grouping found, Grouping known, int category) {
        int d = found.starts()[category];
        int lastD = found.starts()[category + 1];
        int g = known.starts()[category];
        int lastG = known.starts()[category + 1];
        int areas = rules.areas().size();
        CategoryMatches matches = new CategoryMatches(
                kept(found, d, lastD),
                new int[lastD - d],
                new double[lastD - d],
                new int[lastD - d],
                new long[areas][lastD - d],
                new long[areas][lastD - d],
                new int[areas]);
        int at = 0;
        while (d < lastD || g < lastG) {
            int image = Math.min(
                    d < lastD ? found.image()[d] : Integer.MAX_VALUE, g < lastG ? known.image()[g] : Integer.MAX_VALUE);
            int endD = end(found, d, lastD, image);
            int endG = end(known, g, lastG, image);
            at += matchImage(found.order(), d, endD, known.order(), g, endG, matches, at);
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
            matches.object()[at + i] = sorted[i];
            matches.score()[at + i] = detections.score[sorted[i]];
            matches.rank()[at + i] = i;
        }
        reserve(count, truthCount);
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < truthCount; j++) {
                overlap[i * truthCount + j] = similarity.of(sorted[i], known[g + j]);
            }
        }
        for (int j = 0; j < truthCount; j++) {
            crowd[j] = truths.crowd[known[g + j]];
        }
        List<AreaRange> areas = rules.areas();
        for (int a = 0; a < areas.size(); a++) {
            AreaRange area = areas.get(a);
            for (int j = 0; j < truthCount; j++) {
                int truth = known[g + j];
                ignore[j] = truths.ignore[truth] || area.excludes(truths.area[truth]);
                matches.truths()[a] += ignore[j] ? 0 : 1;
            }
            if (count > 0) {
                matcher.match(overlap, count, truthCount, crowd, ignore, onto);
                mark(area, known, g, count, matches.matched()[a], matches.ignored()[a], at);
            }
        }
        return count;
    }

    private void sort(int[] found, int from, int to) {
        if (to - from > sorted.length) {
            sorted = new int[2 * (to - from)];
        }
        System.arraycopy(found, from, sorted, 0, to - from);
        StableOrder.byScore(detections.score, sorted, 0, to - from);
    }

    private void reserve(int count, int truthCount) {
        if (count * truthCount > overlap.length) {
            overlap = new double[2 * count * truthCount];
        }
        if (truthCount > crowd.length) {
            crowd = new boolean[2 * truthCount];
            ignore = new boolean[2 * truthCount];
        }
        int entries = count * rules.iouThresholds().length;
        if (entries > onto.length) {
            onto = Arrays.copyOf(onto, 2 * entries);
        }
    }

    private void mark(AreaRange area, int[] known, int g, int count, long[] matched, long[] ignored, int at) {
        int thresholds = rules.iouThresholds().length;
        for (int i = 0; i < count; i++) {
            long hit = 0;
            long passed = 0;
            for (int t = 0; t < thresholds; t++) {
                int truth = onto[t * count + i];
                if (truth < 0) {
                    continue;
                }
                // pycocotools notes the id of the truth, and takes 0 for none
                hit |= rules.corrected() || truths.id[known[g + truth]] != 0 ? 1L << t : 0;
                passed |= ignore[truth] ? 1L << t : 0;
            }
            // a miss outside the range is no miss, nor is one where more may be than was annotated
            boolean excused = area.excludes(detections.area[sorted[i]]) || detections.ignore[sorted[i]];
            matched[at + i] = hit;
            ignored[at + i] = excused ? passed | allThresholds & ~hit : passed;
        }
    }
}
