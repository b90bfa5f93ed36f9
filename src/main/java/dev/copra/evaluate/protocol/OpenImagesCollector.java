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
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * Counts as Open Images' challenges do, by {@code per_image_evaluation.py} of TensorFlow's models, from images in any order. A detection looks at the
 * object of its category that it overlaps most, the first of equals; if the overlap is at least the threshold and no better
 * detection has found the object, it is right. One that is not right looks at the group that it lies in with the greatest share of itself; if that
 * is at least the threshold, it belongs to the group and counts no more. A group that has detections counts once, as right with the highest of their
 * scores. Everything else is wrong; but where nobody looked for a category, detections of it count nowhere.
 */
public final class OpenImagesCollector implements Consumer<ImagePairs> {
    private final double threshold;
    private final List<Category> categories;
    private final BiPredicate<Id, Id> verified;
    private final List<Counted> images = new ArrayList<>();

    /**
     * What of an image counts: first detections, then groups that were found.
     *
     * @param kind of each
     * @param truths categories of the single objects
     * @param groups categories of the groups
     */
    record Counted(Id image, int[] category, double[] score, Kind[] kind, int[] truths, int[] groups) {
        /** @throws IllegalArgumentException if an evaluation cannot have counted it. @param categories how many there are */
        void check(int categories) {
            boolean sound = category != null && score != null && kind != null && truths != null && groups != null;
            sound = sound && score.length == category.length && kind.length == category.length;
            sound = sound && !Arrays.asList(kind).contains(null);
            for (int[] list : sound ? new int[][] {category, truths, groups} : new int[0][]) {
                sound = sound && Arrays.stream(list).allMatch(k -> k >= 0 && k < categories);
            }
            if (!sound) {
                throw new IllegalArgumentException("an image does not fit");
            }
        }
    }

    enum Kind {
        WRONG,
        RIGHT,
        GROUP
    }

    /**
     * @param threshold the IoU from which on a detection has found its truth
     * @param verified of an image and a category, whether somebody looked for it there; where it is annotated it need not be asked
     */
    public OpenImagesCollector(double threshold, List<Category> categories, BiPredicate<Id, Id> verified) {
        this.threshold = threshold;
        this.categories = categories;
        this.verified = verified;
    }

    /** What counts of all images. */
    public static OpenImagesCollector of(Evaluation evaluation, double threshold, BiPredicate<Id, Id> verified) {
        List<OpenImagesCollector> parts = new ArrayList<>();
        evaluation.eachImage(threshold, Integer.MAX_VALUE, () -> {
            OpenImagesCollector part = new OpenImagesCollector(threshold, evaluation.categories(), verified);
            synchronized (parts) {
                parts.add(part);
            }
            return part;
        });
        OpenImagesCollector all = new OpenImagesCollector(threshold, evaluation.categories(), verified);
        parts.forEach(all::merge);
        return all;
    }

    /** What of each image was counted, in the order of their ids. */
    List<Counted> images() {
        images.sort(Comparator.comparing(Counted::image, Id.ORDER));
        return images;
    }

    double threshold() {
        return threshold;
    }

    List<Category> categories() {
        return categories;
    }

    /** Takes in what was counted before. */
    void add(Counted image) {
        images.add(image);
    }

    /** Takes in an image. */
    @Override
    public void accept(ImagePairs pairs) {
        ImagePairs.Detections found = pairs.detections();
        ImagePairs.Truths known = pairs.truths();
        boolean[] annotated = new boolean[categories.size()];
        for (int g = 0; g < known.size(); g++) {
            annotated[known.category()[g]] = true;
        }
        boolean[] taken = new boolean[known.size()];
        double[] best = new double[known.size()];
        Arrays.fill(best, Double.NaN);
        int[] category = new int[found.size() + known.size()];
        double[] score = new double[category.length];
        Kind[] kind = new Kind[category.length];
        int count = 0;
        for (int d = 0; d < found.size(); d++) {
            int of = found.category()[d];
            boolean empty = !(found.box()[4 * d + 2] > 0 && found.box()[4 * d + 3] > 0);
            if (empty
                    || !annotated[of]
                            && !verified.test(pairs.image(), categories.get(of).id())) {
                continue;
            }
            int object = nearest(pairs, d, false);
            boolean right = object >= 0 && !taken[object];
            if (right) {
                taken[object] = true;
            } else {
                int group = nearest(pairs, d, true);
                if (group >= 0) {
                    // detections come by score, so that the first of a group is its best
                    best[group] = Double.isNaN(best[group]) ? found.score()[d] : best[group];
                    continue;
                }
            }
            category[count] = of;
            score[count] = found.score()[d];
            kind[count++] = right ? Kind.RIGHT : Kind.WRONG;
        }
        for (int g = 0; g < known.size(); g++) {
            // a score of 0 finds no group there
            if (best[g] > 0) {
                category[count] = known.category()[g];
                score[count] = best[g];
                kind[count++] = Kind.GROUP;
            }
        }
        images.add(new Counted(
                pairs.image(),
                Arrays.copyOf(category, count),
                Arrays.copyOf(score, count),
                Arrays.copyOf(kind, count),
                of(known, false),
                of(known, true)));
    }

    /** The truth of the detection's category, group or not, that it has most in common with, if that is enough; else -1. */
    private int nearest(ImagePairs pairs, int d, boolean group) {
        ImagePairs.Truths known = pairs.truths();
        int best = -1;
        for (int g = 0; g < known.size(); g++) {
            if (known.category()[g] == pairs.detections().category()[d]
                    && known.crowd()[g] == group
                    && (best < 0 || pairs.overlap(d, g) > pairs.overlap(d, best))) {
                best = g;
            }
        }
        return best >= 0 && pairs.overlap(d, best) >= threshold ? best : -1;
    }

    private static int[] of(ImagePairs.Truths known, boolean group) {
        int[] all = new int[known.size()];
        int count = 0;
        for (int g = 0; g < known.size(); g++) {
            if (known.crowd()[g] == group) {
                all[count++] = known.category()[g];
            }
        }
        return Arrays.copyOf(all, count);
    }

    /** Takes in the images of another collector. */
    public void merge(OpenImagesCollector other) {
        images.addAll(other.images);
    }

    /** What has been collected. @param weight how much a group counts, 0 to 1 */
    public OpenImagesScores result(double weight) {
        images();
        int[] truths = new int[categories.size()];
        int[] groups = new int[truths.length];
        int[] sizes = new int[truths.length];
        for (Counted image : images) {
            Arrays.stream(image.truths).forEach(k -> truths[k]++);
            Arrays.stream(image.groups).forEach(k -> groups[k]++);
            for (int i = 0; i < image.category.length; i++) {
                sizes[image.category[i]] += counts(image.kind[i], weight) ? 1 : 0;
            }
        }
        double[][] score = new double[sizes.length][];
        double[][] right = new double[sizes.length][];
        Arrays.setAll(score, k -> new double[sizes[k]]);
        Arrays.setAll(right, k -> new double[sizes[k]]);
        int[] filled = new int[sizes.length];
        for (Counted image : images) {
            for (int i = 0; i < image.category.length; i++) {
                int k = image.category[i];
                if (counts(image.kind[i], weight)) {
                    score[k][filled[k]] = image.score[i];
                    right[k][filled[k]++] = image.kind[i] == Kind.GROUP ? weight : image.kind[i] == Kind.RIGHT ? 1 : 0;
                }
            }
        }
        List<OpenImagesScores.OfCategory> scores = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++) {
            int[] order = new int[sizes[k]];
            Arrays.setAll(order, i -> i);
            StableOrder.byScore(score[k], order, 0, order.length);
            double[] ranked = new double[order.length];
            for (int i = 0; i < order.length; i++) {
                ranked[i] = right[k][order[i]];
            }
            scores.add(OpenImagesScores.of(categories.get(k), ranked, truths[k], groups[k], weight));
        }
        return new OpenImagesScores(threshold, weight, scores);
    }

    private static boolean counts(Kind kind, double weight) {
        return kind != Kind.GROUP || weight > 0;
    }
}
