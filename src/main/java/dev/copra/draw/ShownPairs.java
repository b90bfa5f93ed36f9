package dev.copra.draw;

import dev.copra.coco.id.Id;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.overlap.BoxOverlap;
import dev.copra.overlap.CrowdMatcher;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which predictions of an image agree with which truths: those of a category, the highest scores first, each with the free truth that it
 * overlaps most, if that is enough. Overlap is that of masks where both have one, else that of upright boxes.
 *
 * @param truths by truth, the IoU with the prediction that agrees with it; NaN if none does
 * @param predictions by prediction, the IoU with the truth that it agrees with; NaN if it agrees with none
 */
record ShownPairs(double[] truths, double[] predictions) {

    /** @param threshold least IoU of what agrees */
    static ShownPairs of(List<ShownObject> truths, List<ShownObject> predictions, double threshold) {
        ShownPairs pairs = new ShownPairs(new double[truths.size()], new double[predictions.size()]);
        Arrays.fill(pairs.truths, Double.NaN);
        Arrays.fill(pairs.predictions, Double.NaN);
        Map<Id, List<Integer>> byCategory = new LinkedHashMap<>();
        for (int t = 0; t < truths.size(); t++) {
            byCategory
                    .computeIfAbsent(truths.get(t).category(), c -> new ArrayList<>())
                    .add(t);
        }
        CrowdMatcher matcher = new CrowdMatcher(new double[] {threshold});
        byCategory.forEach((category, of) -> pairs.match(matcher, category, of, truths, predictions));
        return pairs;
    }

    private void match(
            CrowdMatcher matcher, Id category, List<Integer> of, List<ShownObject> all, List<ShownObject> detected) {
        List<Integer> detections = new ArrayList<>();
        for (int p = 0; p < detected.size(); p++) {
            if (detected.get(p).category().equals(category)) {
                detections.add(p);
            }
        }
        // one without a score is taken for certain
        detections.sort(Comparator.comparingDouble(p ->
                Double.isNaN(detected.get(p).score()) ? -1 : -detected.get(p).score()));
        double[] overlap = new double[detections.size() * of.size()];
        List<Box> extents =
                detections.stream().map(d -> extent(detected.get(d))).toList();
        boolean[] crowd = new boolean[of.size()];
        for (int t = 0; t < of.size(); t++) {
            ShownObject truth = all.get(of.get(t));
            crowd[t] = truth.crowd();
            Box extent = extent(truth);
            for (int d = 0; d < detections.size(); d++) {
                if (touch(extents.get(d), extent)) {
                    overlap[d * of.size() + t] = overlap(detected.get(detections.get(d)), truth);
                }
            }
        }
        long[] hits = new long[detections.size()];
        int[] onto = new int[detections.size()];
        matcher.match(overlap, detections.size(), of.size(), crowd, crowd, hits, onto);
        for (int d = 0; d < hits.length; d++) {
            if (hits[d] != 0) {
                double iou = overlap[d * of.size() + onto[d]];
                predictions[detections.get(d)] = iou;
                truths[of.get(onto[d])] = iou;
            }
        }
    }

    /** The upright box around the box and the mask of an object, which need not agree; empty if it has neither. */
    private static Box extent(ShownObject object) {
        Box box = object.box();
        Box around = object.mask() == null || object.mask().isEmpty()
                ? box
                : object.mask().bounds();
        if (around == null) {
            return new Box(0, 0, 0, 0);
        }
        return box == null
                ? around
                : Box.ofCorners(
                        Math.min(box.x(), around.x()),
                        Math.min(box.y(), around.y()),
                        Math.max(box.right(), around.right()),
                        Math.max(box.bottom(), around.bottom()));
    }

    private static boolean touch(Box a, Box b) {
        return a.x() < b.right() && b.x() < a.right() && a.y() < b.bottom() && b.y() < a.bottom();
    }

    private static double overlap(ShownObject prediction, ShownObject truth) {
        Rle a = prediction.mask();
        Rle b = truth.mask();
        if (a != null && b != null) {
            boolean alike = a.height() == b.height() && a.width() == b.width();
            return !alike ? 0 : truth.crowd() ? a.crowdIou(b) : a.iou(b);
        }
        return prediction.bounds() == null || truth.bounds() == null
                ? 0
                : BoxOverlap.iou(numbers(prediction.bounds()), 0, numbers(truth.bounds()), 0, truth.crowd());
    }

    private static double[] numbers(Box box) {
        return new double[] {box.x(), box.y(), box.width(), box.height()};
    }

    /** The mean of the truths' IoUs, 0 for one that nothing agrees with; crowds left aside. NaN if there is no truth. */
    double meanIou(List<ShownObject> all) {
        double sum = 0;
        int count = 0;
        for (int t = 0; t < truths.length; t++) {
            if (!all.get(t).crowd()) {
                sum += Double.isNaN(truths[t]) ? 0 : truths[t];
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }
}
