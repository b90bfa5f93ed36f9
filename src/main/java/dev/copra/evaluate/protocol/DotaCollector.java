package dev.copra.evaluate.protocol;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.match.ImagePairs;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.Category;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Counts as {@code dota_evaluation_task1.py} of DOTA's development kit, from images in any order: a detection looks at the truth of its
 * category that it overlaps most, the first of equals, and has found it if the overlap is more than the threshold. If another one has
 * found it before, the detection is wrong; if the truth is difficult, it counts nowhere.
 */
public final class DotaCollector implements Consumer<ImagePairs> {
    private final double threshold;
    private final List<Counted> images = new ArrayList<>();

    /** What became of the detections of an image that count, and which truths do. */
    private record Counted(Id image, int[] category, double[] score, boolean[] right, int[] truths) {}

    /** @param threshold the IoU above which a detection has found its truth */
    public DotaCollector(double threshold) {
        this.threshold = threshold;
    }

    /** The scores of all images. */
    public static DotaScores of(Evaluation evaluation, List<Category> categories, double threshold) {
        DotaCollector all = new DotaCollector(threshold);
        List<DotaCollector> parts = new ArrayList<>();
        evaluation.eachImage(threshold, evaluation.rules().mostDetections(), () -> {
            DotaCollector part = new DotaCollector(threshold);
            synchronized (parts) {
                parts.add(part);
            }
            return part;
        });
        parts.forEach(all::merge);
        return all.result(categories);
    }

    /** Takes in an image. */
    @Override
    public void accept(ImagePairs pairs) {
        ImagePairs.Detections found = pairs.detections();
        ImagePairs.Truths known = pairs.truths();
        boolean[] taken = new boolean[known.size()];
        int[] category = new int[found.size()];
        double[] score = new double[found.size()];
        boolean[] right = new boolean[found.size()];
        int count = 0;
        for (int d = 0; d < found.size(); d++) {
            int best = -1;
            for (int g = 0; g < known.size(); g++) {
                if (known.category()[g] == found.category()[d]
                        && (best < 0 || pairs.overlap(d, g) > pairs.overlap(d, best))) {
                    best = g;
                }
            }
            boolean near = best >= 0 && pairs.overlap(d, best) > threshold;
            if (near && known.ignored()[best]) {
                continue;
            }
            category[count] = found.category()[d];
            score[count] = found.score()[d];
            right[count++] = near && !taken[best];
            if (near) {
                taken[best] = true;
            }
        }
        int[] truths =
                Arrays.stream(known.counted()).map(g -> known.category()[g]).toArray();
        images.add(new Counted(
                pairs.image(),
                Arrays.copyOf(category, count),
                Arrays.copyOf(score, count),
                Arrays.copyOf(right, count),
                truths));
    }

    /** Takes in the images of another collector. */
    public void merge(DotaCollector other) {
        images.addAll(other.images);
    }

    /** What has been collected. */
    public DotaScores result(List<Category> categories) {
        images.sort(Comparator.comparing(Counted::image, Id.ORDER));
        int[] truths = new int[categories.size()];
        int[] sizes = new int[categories.size()];
        for (Counted image : images) {
            Arrays.stream(image.truths).forEach(k -> truths[k]++);
            Arrays.stream(image.category).forEach(k -> sizes[k]++);
        }
        double[][] score = new double[sizes.length][];
        boolean[][] right = new boolean[sizes.length][];
        Arrays.setAll(score, k -> new double[sizes[k]]);
        Arrays.setAll(right, k -> new boolean[sizes[k]]);
        int[] filled = new int[sizes.length];
        for (Counted image : images) {
            for (int d = 0; d < image.category.length; d++) {
                int k = image.category[d];
                score[k][filled[k]] = image.score[d];
                right[k][filled[k]++] = image.right[d];
            }
        }
        List<DotaScores.OfCategory> scores = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++) {
            int[] order = new int[sizes[k]];
            Arrays.setAll(order, i -> i);
            StableOrder.byScore(score[k], order, 0, order.length);
            boolean[] ranked = new boolean[order.length];
            for (int i = 0; i < order.length; i++) {
                ranked[i] = right[k][order[i]];
            }
            scores.add(DotaScores.of(categories.get(k), ranked, truths[k]));
        }
        return new DotaScores(threshold, scores);
    }
}
