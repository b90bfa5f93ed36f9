package dev.copra.evaluate.analysis;

import dev.copra.evaluate.figure.PrecisionCurve;
import dev.copra.evaluate.numpy.StableOrder;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * COCO's error analysis: curves of precision over recall if one kind of error after the other is forgiven. Means are over the
 * categories with a truth in the range of areas.
 */
public final class CocoErrors {
    private final Rules rules;
    private final List<Category> categories;
    /** By step that matching tells, range of area and category: precision at each recall, or null without a truth. */
    private final double[][][][] precision;

    private CocoErrors(Rules rules, List<Category> categories) {
        this.rules = rules;
        this.categories = categories;
        precision = new double[CocoErrorKind.MATCHED.size()][rules.areas().size()][categories.size()][];
    }

    /** What became of the detections of one category. */
    private static final class Rows {
        private double[] score = new double[8];
        private int[] image = new int[8];
        private int[] place = new int[8];
        private int size;

        private void add(double itsScore, int itsImage, int itsPlace) {
            if (size == score.length) {
                score = Arrays.copyOf(score, 2 * size);
                image = Arrays.copyOf(image, 2 * size);
                place = Arrays.copyOf(place, 2 * size);
            }
            score[size] = itsScore;
            image[size] = itsImage;
            place[size++] = itsPlace;
        }
    }

    /** @param images ascending by their ids */
    static CocoErrors of(List<CocoErrorImage> images, Rules rules, List<Category> categories) {
        CocoErrors errors = new CocoErrors(rules, categories);
        Rows[] rows = new Rows[categories.size()];
        Arrays.setAll(rows, k -> new Rows());
        int[][] truths = new int[rules.areas().size()][categories.size()];
        for (int i = 0; i < images.size(); i++) {
            CocoErrorImage image = images.get(i);
            for (int d = 0; d < image.category().length; d++) {
                rows[image.category()[d]].add(image.score()[d], i, d);
            }
            for (int a = 0; a < truths.length; a++) {
                for (int k : image.truths()[a]) {
                    truths[a][k]++;
                }
            }
        }
        for (int k = 0; k < rows.length; k++) {
            int[] order = IntStream.range(0, rows[k].size).toArray();
            StableOrder.byScore(rows[k].score, order, 0, order.length);
            for (int a = 0; a < truths.length; a++) {
                if (truths[a][k] > 0) {
                    errors.draw(images, rows[k], order, a, k, truths[a][k]);
                }
            }
        }
        return errors;
    }

    private void draw(List<CocoErrorImage> images, Rows rows, int[] order, int a, int k, int truths) {
        byte[] matched = new byte[order.length];
        byte[] ignored = new byte[order.length];
        for (int i = 0; i < order.length; i++) {
            CocoErrorImage image = images.get(rows.image[order[i]]);
            matched[i] = image.matched()[a][rows.place[order[i]]];
            ignored[i] = image.ignored()[a][rows.place[order[i]]];
        }
        boolean[] right = new boolean[order.length];
        for (int step = 0; step < precision.length; step++) {
            int size = 0;
            for (int i = 0; i < order.length; i++) {
                if ((ignored[i] >> step & 1) == 0) {
                    right[size++] = (matched[i] >> step & 1) != 0;
                }
            }
            precision[step][a][k] = PrecisionCurve.of(right, size, truths, rules.recalls());
        }
    }

    /** By which is evaluated. */
    public Rules rules() {
        return rules;
    }

    /** Indices of all categories. */
    public int[] all() {
        return IntStream.range(0, categories.size()).toArray();
    }

    /** The supercategories, by name, and the indices of their categories; empty if they tell nothing apart. */
    public Map<String, int[]> supercategories() {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < categories.size(); k++) {
            groups.computeIfAbsent(categories.get(k).supercategory(), name -> new ArrayList<>())
                    .add(k);
        }
        groups.remove("");
        Map<String, int[]> indices = new LinkedHashMap<>();
        if (groups.size() > 1 && groups.size() < categories.size()) {
            groups.forEach(
                    (name, of) -> indices.put(name, of.stream().mapToInt(k -> k).toArray()));
        }
        return indices;
    }

    /**
     * Precision at each recall of the rules.
     *
     * @param area index of the range of areas
     * @param of indices of the categories whose mean it is
     * @return NaN at each if none of them has a truth
     */
    public double[] precision(CocoErrorKind kind, int area, int... of) {
        double[] mean = new double[rules.recalls().length];
        int count = 0;
        for (int k : of) {
            if (precision[0][area][k] != null) {
                count++;
                for (int r = 0; r < mean.length; r++) {
                    mean[r] += precision(kind, area, k, r);
                }
            }
        }
        for (int r = 0; r < mean.length; r++) {
            mean[r] = count == 0 ? Double.NaN : mean[r] / count;
        }
        return mean;
    }

    private double precision(CocoErrorKind kind, int area, int k, int r) {
        return switch (kind) {
            case BG -> precision[CocoErrorKind.MATCHED.indexOf(CocoErrorKind.OTH)][area][k][r] > 0 ? 1 : 0;
            case FN -> 1;
            default -> precision[CocoErrorKind.MATCHED.indexOf(kind)][area][k][r];
        };
    }

    /** The mean of {@link #precision}: AP. */
    public double ap(CocoErrorKind kind, int area, int... of) {
        return Arrays.stream(precision(kind, area, of)).average().orElse(Double.NaN);
    }
}
