package dev.copra.evaluate.score;

import dev.copra.coco.id.Id;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How good masks are, pair by pair and image by image.
 *
 * @param pairs every true annotation with a mask, with the IoU of the predicted one
 * @param matched how many of the pairs have a predicted mask
 * @param imageIou the IoU of the union of all masks of an image, of the images where it is not empty
 */
public record MaskScores(List<Pair> pairs, long matched, List<Double> imageIou) {
    /** COCO's limits between small, medium and large, in pixels. */
    private static final double SMALL = 32 * 32;

    private static final double LARGE = 96 * 96;

    /**
     * A true annotation and what was predicted for it.
     *
     * @param annotation its id
     * @param image the id of its image
     * @param categoryId the id of its category
     * @param category the category's name, or its id where it has none
     * @param area the true annotation's {@code area}
     * @param iou with the predicted mask, 0 if there is none
     * @param score the prediction's {@code score}, or NaN
     */
    public record Pair(
            Id annotation, Id image, Id categoryId, String category, double area, double iou, double score) {}

    /** The pairs of a category. */
    public record CategoryGroup(Id id, String name, Group group) {}

    /**
     * A group of pairs.
     *
     * @param meanIou NaN if the group is empty
     * @param atLeast50 share of pairs with an IoU of at least .5
     * @param atLeast75 share of pairs with an IoU of at least .75
     */
    public record Group(long pairs, double meanIou, double atLeast50, double atLeast75) {}

    /** All masks together. */
    public Group all() {
        return group(p -> true);
    }

    /** Area below 32 x 32. */
    public Group small() {
        return group(p -> p.area() < SMALL);
    }

    /** Area from 32 x 32 to below 96 x 96. */
    public Group medium() {
        return group(p -> p.area() >= SMALL && p.area() < LARGE);
    }

    /** Area from 96 x 96 on. */
    public Group large() {
        return group(p -> p.area() >= LARGE);
    }

    /** By category, the one with the lowest mean IoU first. */
    public List<CategoryGroup> byCategory() {
        Map<Id, List<Pair>> lists = new TreeMap<>(Id.ORDER);
        pairs.forEach(p ->
                lists.computeIfAbsent(p.categoryId(), c -> new ArrayList<>()).add(p));
        List<CategoryGroup> groups = new ArrayList<>();
        lists.forEach((id, list) -> groups.add(new CategoryGroup(id, list.get(0).category(), group(list))));
        groups.sort(Comparator.comparingDouble(c -> c.group().meanIou()));
        return groups;
    }

    /** The pairs with the lowest IoU, the worst first. */
    public List<Pair> worst(int count) {
        return pairs.stream()
                .sorted(Comparator.comparingDouble(Pair::iou))
                .limit(count)
                .toList();
    }

    /** Pearson's correlation of IoU and score, over the pairs with a score; NaN if there are fewer than two of them. */
    public double correlation() {
        List<Pair> scored = pairs.stream().filter(p -> !Double.isNaN(p.score())).toList();
        double n = scored.size();
        double meanIou = scored.stream().mapToDouble(Pair::iou).sum() / n;
        double meanScore = scored.stream().mapToDouble(Pair::score).sum() / n;
        double both = 0;
        double ious = 0;
        double scores = 0;
        for (Pair pair : scored) {
            both += (pair.iou() - meanIou) * (pair.score() - meanScore);
            ious += (pair.iou() - meanIou) * (pair.iou() - meanIou);
            scores += (pair.score() - meanScore) * (pair.score() - meanScore);
        }
        return both / Math.sqrt(ious * scores);
    }

    /** Mean IoU of the half of the pairs with the higher scores; NaN without scores. */
    public double confidentHalf() {
        List<Pair> scored = pairs.stream()
                .filter(p -> !Double.isNaN(p.score()))
                .sorted(Comparator.comparingDouble(Pair::score).reversed())
                .toList();
        return group(scored.subList(0, (scored.size() + 1) / 2)).meanIou();
    }

    /** Mean of the images' IoU; NaN without images. */
    public double meanImageIou() {
        return imageIou.stream().mapToDouble(Double::doubleValue).sum() / imageIou.size();
    }

    private Group group(Predicate<Pair> members) {
        return group(pairs.stream().filter(members).toList());
    }

    private static Group group(List<Pair> pairs) {
        double n = pairs.size();
        return new Group(
                pairs.size(),
                pairs.stream().mapToDouble(Pair::iou).sum() / n,
                pairs.stream().filter(p -> p.iou() >= 0.5).count() / n,
                pairs.stream().filter(p -> p.iou() >= 0.75).count() / n);
    }
}
