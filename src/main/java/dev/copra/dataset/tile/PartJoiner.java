package dev.copra.dataset.tile;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Rle;
import dev.copra.overlap.OverlapGroups;
import dev.copra.overlap.Suppression;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Joins the parts of one image that are of one object. */
final class PartJoiner {
    private final SeamRule rule;
    private final PlacedShapes shapes = new PlacedShapes(null);

    PartJoiner(SeamRule rule) {
        this.rule = rule;
    }

    /**
     * An object of a whole image.
     *
     * @param record of the part that stands for all: the best one
     * @param values new values of members
     * @param order its place among all parts of the image
     * @param parts how many it was
     */
    record Joined(CocoRecord record, Map<String, byte[]> values, int order, int parts) {}

    /** Joins parts that are known to be of one object. */
    Joined join(List<PlacedPart> parts) {
        // of the truth the one that shows most of it stands for all
        PlacedPart best = parts.stream()
                .max(Comparator.comparingDouble((PlacedPart part) -> extent(part))
                        .thenComparingInt(part -> -part.order()))
                .orElseThrow();
        return join(best, parts);
    }

    private static double extent(PlacedPart part) {
        return part.mask() != null && !part.mask().isEmpty() ? part.mask().area() : part.bounds()[2] * part.bounds()[3];
    }

    /** Finds and joins the parts of one object, by the rule; the objects are in the order of their first parts. */
    List<Joined> joinAtSeams(List<PlacedPart> parts, int height, int width) {
        double[] bounds = new double[4 * parts.size()];
        double[] scores = new double[parts.size()];
        for (int i = 0; i < scores.length; i++) {
            System.arraycopy(parts.get(i).bounds(), 0, bounds, 4 * i, 4);
            scores[i] = parts.get(i).score();
        }
        Suppression.Overlap overlap =
                (i, j) -> isOne(parts.get(i), parts.get(j)) ? parts.get(i).seamIou(parts.get(j), height, width) : 0;
        List<Joined> joined = new ArrayList<>();
        switch (rule.action()) {
            case KEEP -> parts.forEach(part -> joined.add(join(part, List.of(part))));
            case SUPPRESS -> {
                int[] leaders = Suppression.clusters(scores, bounds, overlap, rule.iou());
                for (int i = 0; i < leaders.length; i++) {
                    if (leaders[i] == i) {
                        joined.add(join(parts.get(i), List.of(parts.get(i))));
                    }
                }
            }
            case MERGE -> {
                int[] groups = OverlapGroups.of(bounds, overlap, rule.iou());
                Map<Integer, List<PlacedPart>> byGroup = new TreeMap<>();
                for (int i = 0; i < groups.length; i++) {
                    byGroup.computeIfAbsent(groups[i], g -> new ArrayList<>()).add(parts.get(i));
                }
                byGroup.values().forEach(group -> joined.add(join(bestScore(group), group)));
            }
        }
        return joined;
    }

    private boolean isOne(PlacedPart a, PlacedPart b) {
        return rule.agnostic() || a.category().equals(b.category());
    }

    private static PlacedPart bestScore(List<PlacedPart> group) {
        PlacedPart best = group.get(0);
        for (PlacedPart part : group) {
            best = part.score() > best.score() ? part : best;
        }
        return best;
    }

    private Joined join(PlacedPart best, List<PlacedPart> parts) {
        CocoRecord record = best.record();
        Map<String, byte[]> values = new LinkedHashMap<>();
        List<Rle> masks =
                parts.stream().map(PlacedPart::mask).filter(Objects::nonNull).toList();
        Rle mask = masks.isEmpty() ? null : Rle.union(masks);
        boolean grown = mask != null && !mask.equals(best.mask());
        if (mask != null) {
            values.put(
                    "segmentation",
                    shapes.segmentation(
                            best.segmentation(),
                            mask,
                            best.tile().x(),
                            best.tile().y(),
                            record));
        }
        double[] box = parts.size() == 1 || mask != null && !mask.isEmpty() && !grown ? best.box() : around(parts);
        if (box != null) {
            values.put("bbox", PlacedShapes.box(box, record));
        }
        if (record.has("area") && parts.size() > 1 && (grown || mask == null && box != null)) {
            values.put("area", SegmentationWriter.number(grown ? mask.area() : PlacedShapes.round(box[2] * box[3])));
        }
        double[] keypoints = keypoints(best, parts);
        if (keypoints != null) {
            values.put("keypoints", SegmentationWriter.numbers(keypoints, record));
            if (record.has("num_keypoints")) {
                values.put("num_keypoints", labelled(keypoints));
            }
        }
        int order = parts.stream().mapToInt(PlacedPart::order).min().orElseThrow();
        return new Joined(record, values, order, parts.size());
    }

    /** The box around all boxes; null if there is none. */
    private static double[] around(List<PlacedPart> parts) {
        double[] around = null;
        for (PlacedPart part : parts) {
            double[] box = part.box();
            if (box == null) {
                continue;
            }
            if (around == null) {
                around = new double[] {box[0], box[1], box[0] + box[2], box[1] + box[3]};
            } else {
                around[0] = Math.min(around[0], box[0]);
                around[1] = Math.min(around[1], box[1]);
                around[2] = Math.max(around[2], box[0] + box[2]);
                around[3] = Math.max(around[3], box[1] + box[3]);
            }
        }
        return around == null
                ? null
                : new double[] {around[0], around[1], around[2] - around[0], around[3] - around[1]};
    }

    /** The keypoints of the best part, and those that it lacks from the first part that has them. */
    private static double[] keypoints(PlacedPart best, List<PlacedPart> parts) {
        if (best.keypoints() == null) {
            return null;
        }
        double[] keypoints = best.keypoints().clone();
        for (PlacedPart part : parts) {
            double[] more = part.keypoints();
            for (int k = 0; more != null && more.length == keypoints.length && k + 2 < more.length; k += 3) {
                if (keypoints[k + 2] == 0 && more[k + 2] > 0) {
                    System.arraycopy(more, k, keypoints, k, 3);
                }
            }
        }
        for (int i = 0; i < keypoints.length; i++) {
            keypoints[i] = PlacedShapes.round(keypoints[i]);
        }
        return keypoints;
    }

    private static byte[] labelled(double[] keypoints) {
        int labelled = 0;
        for (int k = 2; k < keypoints.length; k += 3) {
            labelled += keypoints[k] > 0 ? 1 : 0;
        }
        return Integer.toString(labelled).getBytes(StandardCharsets.US_ASCII);
    }
}
