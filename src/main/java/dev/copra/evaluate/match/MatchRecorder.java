package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.figure.CategoryMatches;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.numpy.PairwiseMean;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.read.Instances;
import dev.copra.evaluate.rules.AreaRange;
import dev.copra.evaluate.rules.Rules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps the matches of the first threshold and range of areas, image by image. Threads may share it. */
final class MatchRecorder {
    private final Rules rules;
    private final Instances known;
    private final Instances found;
    /** By rank of the image, one entry a category, in the order in which they came. */
    private final List<List<Cell>> cells = new ArrayList<>();

    /** The matches of one image and category. */
    private record Cell(
            int category,
            double[] precision,
            int hits,
            int misses,
            int missed,
            List<ImageMatches.Truth> truths,
            List<ImageMatches.Detection> detections) {}

    MatchRecorder(Rules rules, Instances known, Instances found, int images) {
        List<AreaRange> all = List.of(rules.areas().get(0));
        this.rules = new Rules(
                rules.kind(),
                new double[] {rules.iouThresholds()[0]},
                rules.recalls(),
                all,
                new int[] {rules.mostDetections()},
                rules.useCategories(),
                rules.lvis(),
                rules.corrected(),
                rules.boundaryRatio(),
                rules.sigmas());
        this.known = known;
        this.found = found;
        for (int i = 0; i < images; i++) {
            cells.add(new ArrayList<>());
        }
    }

    /**
     * Takes in an image and category.
     *
     * @param detections indices of its detections, the best first
     * @param onto for each detection the position among the truths of the one that it has found, or -1
     * @param excused for each detection whether it counts nowhere
     * @param truths indices of its truths
     * @param ignored for each truth whether it counts nowhere
     * @param overlap detection-major
     */
    void add(
            int image,
            int category,
            int[] detections,
            int[] onto,
            boolean[] excused,
            int[] truths,
            boolean[] ignored,
            double[] overlap) {
        int[] finder = new int[truths.length];
        Arrays.fill(finder, Instances.NONE);
        long[] matched = new long[detections.length];
        long[] passed = new long[detections.length];
        double[] score = new double[detections.length];
        List<ImageMatches.Detection> results = new ArrayList<>(detections.length);
        int hits = 0;
        int misses = 0;
        for (int i = 0; i < detections.length; i++) {
            int d = detections[i];
            score[i] = found.score[d];
            matched[i] = onto[i] >= 0 ? 1 : 0;
            passed[i] = excused[i] ? 1 : 0;
            hits += onto[i] >= 0 && !excused[i] ? 1 : 0;
            misses += onto[i] < 0 && !excused[i] ? 1 : 0;
            ImageMatches.Outcome outcome = excused[i]
                    ? ImageMatches.Outcome.IGNORED
                    : onto[i] >= 0 ? ImageMatches.Outcome.TP : ImageMatches.Outcome.FP;
            boolean matches = onto[i] >= 0;
            if (matches) {
                finder[onto[i]] = i;
            }
            results.add(new ImageMatches.Detection(
                    found.index[d],
                    found.categoryId(d),
                    outcome,
                    found.score[d],
                    matches ? known.ids.id(known.id[truths[onto[i]]]) : Id.NONE,
                    matches ? overlap[i * truths.length + onto[i]] : Double.NaN));
        }
        List<ImageMatches.Truth> objects = new ArrayList<>(truths.length);
        int counted = 0;
        for (int j = 0; j < truths.length; j++) {
            int g = truths[j];
            int i = finder[j];
            counted += ignored[j] ? 0 : 1;
            ImageMatches.Outcome outcome = ignored[j]
                    ? ImageMatches.Outcome.IGNORED
                    : i >= 0 ? ImageMatches.Outcome.TP : ImageMatches.Outcome.FN;
            objects.add(new ImageMatches.Truth(
                    known.ids.id(known.id[g]),
                    known.categoryId(g),
                    outcome,
                    i >= 0 ? found.index[detections[i]] : Instances.NONE,
                    i >= 0 ? score[i] : Double.NaN,
                    i >= 0 ? overlap[i * truths.length + j] : Double.NaN));
        }
        double[] precision = precision(score, matched, passed, counted);
        Cell cell = new Cell(category, precision, hits, misses, counted - hits, objects, results);
        synchronized (this) {
            cells.get(image).add(cell);
        }
    }

    /** The precision at each recall, or null if there is nothing to be found. */
    private double[] precision(double[] score, long[] matched, long[] passed, int counted) {
        if (counted == 0) {
            return null;
        }
        int[] rank = new int[score.length];
        Arrays.setAll(rank, i -> i);
        Curves curves = new Curves(rules, List.of(new Category(Id.NONE, "", "", "", null)));
        curves.draw(
                new CategoryMatches(
                        score.length,
                        rank,
                        score,
                        rank,
                        score,
                        new long[][] {matched},
                        new long[][] {passed},
                        new int[] {counted}),
                0);
        return curves.precision(0, 0);
    }

    /** All images, those without truths and detections too. @param ids by rank */
    List<ImageMatches> images(List<Id> ids) {
        List<ImageMatches> images = new ArrayList<>(ids.size());
        for (int rank = 0; rank < ids.size(); rank++) {
            List<Cell> ofImage = cells.get(rank);
            ofImage.sort((a, b) -> Integer.compare(a.category(), b.category()));
            List<ImageMatches.Truth> truths = new ArrayList<>();
            List<ImageMatches.Detection> detections = new ArrayList<>();
            int hits = 0;
            int misses = 0;
            int missed = 0;
            for (Cell cell : ofImage) {
                hits += cell.hits();
                misses += cell.misses();
                missed += cell.missed();
                truths.addAll(cell.truths());
                detections.addAll(cell.detections());
            }
            images.add(new ImageMatches(ids.get(rank), hits, misses, missed, ap(ofImage), truths, detections));
        }
        return images;
    }

    /** The mean in the order of recalls, then categories, as that over all images. */
    private double ap(List<Cell> ofImage) {
        double[] values = new double[rules.recalls().length * ofImage.size()];
        int count = 0;
        for (int r = 0; r < rules.recalls().length; r++) {
            for (Cell cell : ofImage) {
                if (cell.precision() != null) {
                    values[count++] = cell.precision()[r];
                }
            }
        }
        return count == 0 ? -1 : PairwiseMean.of(values, count);
    }
}
