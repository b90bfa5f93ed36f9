package dev.copra.evaluate.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.evaluate.match.ImagePairs;
import dev.copra.evaluate.rules.AreaRange;
import dev.copra.overlap.CrowdMatcher;
import java.util.Arrays;
import java.util.List;

/**
 * Matches the detections of each category of an image with its truths, then with those of its group, then with all; truths of other
 * categories are there as those that do not count. Holds scratch memory: one a thread.
 */
final class CocoErrorMatcher {
    /** From which IoU on a detection that is badly placed has found its truth. */
    static final double LEAST = .1;

    private static final double[] OWN = {LEAST, .5, .75};

    private final List<AreaRange> areas;
    private final int most;
    private final int[] group;
    private final CrowdMatcher own = new CrowdMatcher(OWN);
    private final CrowdMatcher least = new CrowdMatcher(new double[] {LEAST});
    private ImagePairs pairs;
    /** By range of area: which truths do not count. */
    private boolean[][] without;

    /** @param most detections of an image and category @param group of each category; those of one supercategory share one */
    CocoErrorMatcher(List<AreaRange> areas, int most, int[] group) {
        this.areas = areas;
        this.most = most;
        this.group = group;
    }

    CocoErrorImage match(ImagePairs image, JsonNode id) {
        pairs = image;
        without = new boolean[areas.size()][];
        for (int a = 0; a < without.length; a++) {
            without[a] = without(areas.get(a));
        }
        int[] kept = kept();
        byte[][] matched = new byte[areas.size()][kept.length];
        byte[][] ignored = new byte[areas.size()][kept.length];
        int[] category = new int[kept.length];
        double[] score = new double[kept.length];
        for (int i = 0; i < kept.length; i++) {
            category[i] = pairs.detections().category()[kept[i]];
            score[i] = pairs.detections().score()[kept[i]];
        }
        boolean[] done = new boolean[group.length];
        for (int k : category) {
            if (!done[k]) {
                done[k] = true;
                matchCategory(k, kept, places(category, k), matched, ignored);
            }
        }
        return new CocoErrorImage(id, category, score, matched, ignored, counted());
    }

    private int[][] counted() {
        int[] category = pairs.truths().category();
        int[][] counted = new int[areas.size()][];
        for (int a = 0; a < counted.length; a++) {
            int[] truths = new int[category.length];
            int count = 0;
            for (int g = 0; g < truths.length; g++) {
                if (!without[a][g]) {
                    truths[count++] = category[g];
                }
            }
            counted[a] = Arrays.copyOf(truths, count);
        }
        return counted;
    }

    /** The best detections of each category. */
    private int[] kept() {
        int[] category = pairs.detections().category();
        int[] ofCategory = new int[group.length];
        int[] kept = new int[category.length];
        int count = 0;
        for (int d = 0; d < kept.length; d++) {
            if (ofCategory[category[d]]++ < most) {
                kept[count++] = d;
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /** Where a number stands. A loop, as all of this is: streams would take longer than the matching. */
    private static int[] places(int[] numbers, int wanted) {
        int[] places = new int[numbers.length];
        int count = 0;
        for (int i = 0; i < places.length; i++) {
            if (numbers[i] == wanted) {
                places[count++] = i;
            }
        }
        return Arrays.copyOf(places, count);
    }

    private boolean[] without(AreaRange area) {
        boolean[] not = pairs.truths().ignored().clone();
        for (int g = 0; g < not.length; g++) {
            not[g] |= area.excludes(pairs.truths().area()[g]);
        }
        return not;
    }

    /** Detections and the truths that they may find. @param overlap detection-major */
    private record Side(int[] detections, int[] truths, double[] overlap, boolean[] crowd) {}

    private Side side(int[] detections, int[] truths) {
        double[] overlap = new double[detections.length * truths.length];
        boolean[] crowd = new boolean[truths.length];
        for (int j = 0; j < truths.length; j++) {
            crowd[j] = pairs.truths().crowd()[truths[j]];
            for (int i = 0; i < detections.length; i++) {
                overlap[i * truths.length + j] = pairs.overlap(detections[i], truths[j]);
            }
        }
        return new Side(detections, truths, overlap, crowd);
    }

    /** @param places of the category's detections among those kept */
    private void matchCategory(int k, int[] kept, int[] places, byte[][] matched, byte[][] ignored) {
        int[] category = pairs.truths().category();
        int[] groups = new int[category.length];
        int[] all = new int[category.length];
        for (int g = 0; g < all.length; g++) {
            groups[g] = group[category[g]];
            all[g] = g;
        }
        int[] detections = new int[places.length];
        for (int i = 0; i < detections.length; i++) {
            detections[i] = kept[places[i]];
        }
        Side same = side(detections, places(category, k));
        Side similar = side(detections, places(groups, group[k]));
        Side other = side(detections, all);
        for (int a = 0; a < areas.size(); a++) {
            byte[] hit = new byte[places.length];
            byte[] passed = new byte[places.length];
            match(own, 0, OWN.length, same, k, without[a], hit, passed);
            match(least, OWN.length, 1, similar, k, without[a], hit, passed);
            match(least, OWN.length + 1, 1, other, k, without[a], hit, passed);
            for (int i = 0; i < places.length; i++) {
                boolean excused = pairs.detections().excused()[detections[i]]
                        || areas.get(a).excludes(pairs.detections().area()[detections[i]]);
                matched[a][places[i]] = hit[i];
                ignored[a][places[i]] = (byte) (excused ? passed[i] | ~hit[i] & steps() : passed[i]);
            }
        }
    }

    /** A bit for each step that matching tells. */
    private static int steps() {
        return (1 << CocoErrorKind.MATCHED.size()) - 1;
    }

    /** @param first bit of the first threshold @param not which truths do not count, as those of other categories */
    private void match(
            CrowdMatcher matcher,
            int first,
            int thresholds,
            Side side,
            int k,
            boolean[] not,
            byte[] matched,
            byte[] passed) {
        int count = side.detections.length;
        boolean[] ignore = new boolean[side.truths.length];
        for (int j = 0; j < ignore.length; j++) {
            ignore[j] = not[side.truths[j]] || pairs.truths().category()[side.truths[j]] != k;
        }
        long[] hits = new long[count];
        int[] onto = new int[count * thresholds];
        matcher.match(side.overlap, count, ignore.length, side.crowd, ignore, hits, onto);
        for (int i = 0; i < count; i++) {
            matched[i] |= (byte) (hits[i] << first);
            for (int t = 0; t < thresholds; t++) {
                if ((hits[i] >>> t & 1) != 0 && ignore[onto[i * thresholds + t]]) {
                    passed[i] |= (byte) (1 << first + t);
                }
            }
        }
    }
}
