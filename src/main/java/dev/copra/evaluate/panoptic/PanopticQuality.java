package dev.copra.evaluate.panoptic;

import dev.copra.coco.id.Id;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleBiFunction;

/**
 * Panoptic quality (A. Kirillov et al., Panoptic Segmentation, 2019), summed up image by image in the order of the truth, each
 * image's pairs in ascending order of their ids, as {@code pq_compute_single_core} of panopticapi; or boundary panoptic quality
 * (B. Cheng et al., Boundary IoU, 2021), which takes the lesser of the IoU of two segments and of their boundaries, as the
 * function of that name of boundary-iou-api.
 */
public final class PanopticQuality {
    /** Id of pixels that belong to nothing. */
    private static final int VOID = 0;

    private final Map<Id, Tally> tallies = new HashMap<>();
    private final double boundaryRatio;
    private final int inside;
    private int wrongAreas;

    /** With nothing counted yet. */
    public PanopticQuality() {
        this(Double.NaN, 0);
    }

    private PanopticQuality(double boundaryRatio, int inside) {
        this.boundaryRatio = boundaryRatio;
        this.inside = inside;
    }

    /**
     * Boundary panoptic quality.
     *
     * @param ratio width of a boundary, as a share of the picture's diagonal
     * @param categories all that the truth has: boundary-iou-api derives a segment's id from the largest, for what is inside
     */
    public static PanopticQuality ofBoundaries(double ratio, Collection<Id> categories) {
        long greatest = categories.stream().mapToLong(Id::number).max().orElse(0);
        return new PanopticQuality(ratio, (int) (1 + greatest));
    }

    /**
     * A segment as the JSON file describes it.
     *
     * @param id its value in the picture: red + 256 green + 65536 blue
     * @param area as the file states it, or -1; what counts is the picture
     */
    public record Segment(int id, Id category, long area, boolean crowd) {}

    /** What is known of a category. */
    private static final class Tally {
        double iou;
        int found;
        int missed;
        int wrong;
    }

    /**
     * Takes in an image.
     *
     * @param result of the same size as the truth
     * @throws IllegalArgumentException if the sizes differ, or the result's pixels and segments do not belong together
     */
    public void add(
            PanopticPicture truth, List<Segment> truthSegments, PanopticPicture result, List<Segment> resultSegments) {
        if (!truth.sameSize(result)) {
            throw new IllegalArgumentException("the pictures have different sizes");
        }
        Map<Integer, Segment> known = byId(truthSegments);
        Map<Integer, Segment> found = byId(resultSegments);
        Map<Integer, Long> areas = areas(result.ids(), found);
        Map<Integer, Long> trueAreas = areas(truth.ids());
        trueAreas.forEach((id, pixels) -> {
            Segment segment = known.get(id);
            wrongAreas += segment != null && segment.area() >= 0 && segment.area() != pixels ? 1 : 0;
        });
        TreeMap<Long, Long> common = common(truth.ids(), result.ids());
        ToDoubleBiFunction<Segment, Segment> boundaryIou =
                Double.isNaN(boundaryRatio) ? null : boundaryIou(truth, truthSegments, result, resultSegments);

        Set<Integer> matchedTruths = new HashSet<>();
        Set<Integer> matchedResults = new HashSet<>();
        common.forEach((pair, pixels) -> {
            Segment g = known.get((int) (pair >>> 32));
            Segment d = found.get((int) (long) pair);
            if (g == null || d == null || g.crowd() || !g.category().equals(d.category())) {
                return;
            }
            long union =
                    areas.get(d.id()) + trueAreas.get(g.id()) - pixels - common.getOrDefault(pair(VOID, d.id()), 0L);
            double iou = (double) pixels / union;
            if (boundaryIou != null) {
                iou = Math.min(iou, boundaryIou.applyAsDouble(g, d));
            }
            if (iou > .5) {
                Tally tally = tally(g.category());
                tally.found++;
                tally.iou += iou;
                matchedTruths.add(g.id());
                matchedResults.add(d.id());
            }
        });
        Map<Id, Integer> crowds = new HashMap<>();
        for (Segment g : known.values()) {
            if (g.crowd() && !matchedTruths.contains(g.id())) {
                crowds.put(g.category(), g.id());
            } else if (!matchedTruths.contains(g.id())) {
                tally(g.category()).missed++;
            }
        }
        for (Segment d : found.values()) {
            if (matchedResults.contains(d.id())) {
                continue;
            }
            long excused = common.getOrDefault(pair(VOID, d.id()), 0L);
            Integer crowd = crowds.get(d.category());
            excused += crowd == null ? 0 : common.getOrDefault(pair(crowd, d.id()), 0L);
            if ((double) excused / areas.get(d.id()) <= .5) {
                tally(d.category()).wrong++;
            }
        }
    }

    private ToDoubleBiFunction<Segment, Segment> boundaryIou(
            PanopticPicture truth, List<Segment> truthSegments, PanopticPicture result, List<Segment> resultSegments) {
        PanopticPicture.Edges known = truth.edges(truthSegments, inside, boundaryRatio);
        PanopticPicture.Edges found = result.edges(resultSegments, inside, boundaryRatio);
        Map<Long, Long> common = common(known.picture().ids(), found.picture().ids());
        return (g, d) -> {
            long pixels = common.getOrDefault(pair(g.id(), d.id()), 0L);
            long union = found.areas().get(d.id())
                    + known.areas().get(g.id())
                    - pixels
                    - common.getOrDefault(pair(VOID, d.id()), 0L);
            return (double) pixels / union;
        };
    }

    private Tally tally(Id category) {
        return tallies.computeIfAbsent(category, id -> new Tally());
    }

    /** In the order of the file; the last of equal ids counts, in the place of the first. */
    private static Map<Integer, Segment> byId(List<Segment> segments) {
        Map<Integer, Segment> byId = new LinkedHashMap<>();
        segments.forEach(segment -> byId.put(segment.id(), segment));
        return byId;
    }

    /** How many segments of the truth state another area than their picture has, which is the one that counts. */
    public int wrongAreas() {
        return wrongAreas;
    }

    private static Map<Integer, Long> areas(int[] picture) {
        Map<Integer, Long> areas = new HashMap<>();
        for (int from = 0; from < picture.length; ) {
            int to = from;
            while (to < picture.length && picture[to] == picture[from]) {
                to++;
            }
            areas.merge(picture[from], (long) to - from, Long::sum);
            from = to;
        }
        return areas;
    }

    private static Map<Integer, Long> areas(int[] picture, Map<Integer, Segment> segments) {
        Map<Integer, Long> areas = areas(picture);
        for (int id : areas.keySet()) {
            if (id != VOID && !segments.containsKey(id)) {
                throw new IllegalArgumentException("the result's picture has the segment " + id + ", its JSON has not");
            }
        }
        for (int id : segments.keySet()) {
            if (!areas.containsKey(id)) {
                throw new IllegalArgumentException("the result's JSON has the segment " + id + ", its picture has not");
            }
        }
        return areas;
    }

    /** How many pixels each pair of truth and result has, ascending by the truth's id, then the result's. */
    private static TreeMap<Long, Long> common(int[] truth, int[] result) {
        TreeMap<Long, Long> common = new TreeMap<>();
        for (int from = 0; from < truth.length; ) {
            int to = from;
            while (to < truth.length && truth[to] == truth[from] && result[to] == result[from]) {
                to++;
            }
            common.merge(pair(truth[from], result[from]), (long) to - from, Long::sum);
            from = to;
        }
        return common;
    }

    private static long pair(int truth, int result) {
        return (long) truth << 32 | result;
    }

    /**
     * The figures of some categories, which count if there is anything of them.
     *
     * @param pq panoptic quality
     * @param sq segmentation quality: mean IoU of what was found
     * @param rq recognition quality
     * @param categories how many count; if none does, the figures are 0
     */
    public record Figures(double pq, double sq, double rq, int categories) {}

    /** Unweighted means over categories, in their order. */
    public Figures figures(List<Id> categories) {
        List<double[]> each = new ArrayList<>();
        for (Id category : categories) {
            Tally tally = tallies.get(category);
            if (tally == null || tally.found + tally.missed + tally.wrong == 0) {
                continue;
            }
            double weight = tally.found + .5 * tally.wrong + .5 * tally.missed;
            each.add(new double[] {
                tally.iou / weight, tally.found == 0 ? 0 : tally.iou / tally.found, tally.found / weight
            });
        }
        double[] sums = new double[3];
        for (double[] figures : each) {
            Arrays.setAll(sums, i -> sums[i] + figures[i]);
        }
        int count = Math.max(each.size(), 1);
        return new Figures(sums[0] / count, sums[1] / count, sums[2] / count, each.size());
    }
}
