package dev.copra.report.evaluation;

import dev.copra.evaluate.figure.CurveMeans;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.ScoreCurve;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import dev.copra.plot.BarPlot;
import dev.copra.plot.HistogramPlot;
import dev.copra.plot.LinePlot;
import dev.copra.plot.Plot;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What AP and AR are made of, as plots. */
final class CurvePlots {
    /** So many categories with the highest AP are drawn, and as many with the lowest. */
    private static final int ENDS = 3;
    /** More categories than can have a bar each are counted by their AP, too. */
    private static final int MANY = 100;

    private static final int BINS = 20;

    private final Rules rules;
    private final Curves outcome;
    private final CurveMeans means;
    private final List<ScoreCurve> byScore;
    private final String about;

    /** A category and its AP at the first IoU threshold. */
    private record Ranked(int k, double ap, int truths) {
        /** Behind others of the same AP at which end the category is: those with many truths are nearer to it. */
        private int atEnd() {
            return ap > 0.5 ? -truths : truths;
        }
    }

    /** @param byScore of each category @param about what the titles end with */
    CurvePlots(Rules rules, Curves outcome, List<ScoreCurve> byScore, String about) {
        this.rules = rules;
        this.outcome = outcome;
        means = new CurveMeans(outcome);
        this.byScore = byScore;
        this.about = about;
    }

    void addTo(Map<String, Plot> plots) {
        if (Double.isNaN(means.averagePrecision(0, outcome.all()))) {
            return;
        }
        plots.put("precision-recall", precisionRecall());
        if (rules.useCategories() && outcome.categories().size() > 1) {
            List<Ranked> ranked = ranked();
            plots.put("precision-recall-categories", categories(ranked));
            plots.put("ap-categories", bars(ranked));
            if (ranked.size() > MANY) {
                plots.put("ap-distribution", distribution(ranked));
            }
        }
        if (rules.iouThresholds().length > 1) {
            if (rules.maxDetections().length > 1) {
                plots.put("recall-iou-counts", recallByCount());
            }
            if (rules.areas().size() > 1) {
                plots.put("recall-iou-sizes", recallBySize());
            }
        }
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }

    private static String number(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    private String iou(int threshold) {
        return "IoU " + number(rules.iouThresholds()[threshold], 2);
    }

    private String mean() {
        return outcome.categories().size() > 1 ? ", mean of the categories" : "";
    }

    private Plot precisionRecall() {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int t = 0; t < rules.iouThresholds().length; t++) {
            double[] precision = means.precision(t, outcome.all());
            String ap = number(means.averagePrecision(t, outcome.all()), 3);
            lines.add(new LinePlot.Line(iou(t) + " (" + ap + ")", list(rules.recalls()), list(precision)));
        }
        return new LinePlot(
                "Precision and recall" + mean() + " (AP)" + about,
                "recall",
                "precision",
                LinePlot.Axis.SHARES,
                LinePlot.Colours.SCALE,
                lines);
    }

    /** Those with truths, the highest AP first. */
    private List<Ranked> ranked() {
        List<Ranked> ranked = new ArrayList<>();
        for (int k : outcome.all()) {
            double ap = means.averagePrecision(0, k);
            if (!Double.isNaN(ap)) {
                ranked.add(new Ranked(k, ap, byScore.get(k).truths()));
            }
        }
        ranked.sort(Comparator.comparingDouble(Ranked::ap).reversed().thenComparingInt(Ranked::atEnd));
        return ranked;
    }

    /** The mean, the best categories and the worst ones of which anything is found: curves at 0 cannot be seen. */
    private Plot categories(List<Ranked> ranked) {
        List<Ranked> seen = ranked.stream().filter(one -> one.ap() > 0).toList();
        List<LinePlot.Line> lines = new ArrayList<>();
        lines.add(new LinePlot.Line(
                "mean (" + number(means.averagePrecision(0, outcome.all()), 3) + ")",
                list(rules.recalls()),
                list(means.precision(0, outcome.all())),
                LinePlot.Style.STANDS_OUT));
        boolean all = seen.size() <= 2 * ENDS;
        for (int i = 0; i < seen.size(); i++) {
            boolean best = all || i < ENDS;
            if (best || i >= seen.size() - ENDS) {
                Category category = outcome.categories().get(seen.get(i).k());
                lines.add(new LinePlot.Line(
                        label(category, seen.get(i).ap()),
                        list(rules.recalls()),
                        list(means.precision(0, seen.get(i).k())),
                        best ? LinePlot.Style.PLAIN : LinePlot.Style.DASHED));
            }
        }
        int nothing = ranked.size() - seen.size();
        String left =
                nothing == 0 ? "" : "; of " + Summary.count(nothing, "category", "categories") + " nothing is found";
        return new LinePlot(
                (all ? "Categories, " : "The best and worst of " + ranked.size() + " categories, ") + iou(0) + " (AP)"
                        + about,
                "recall" + left,
                "precision",
                LinePlot.Axis.SHARES,
                LinePlot.Colours.APART,
                lines);
    }

    private static String label(Category category, double ap) {
        String name = Escape.line(category.label());
        String figure = " (" + number(ap, 3) + ")";
        int room = 30 - figure.length();
        return (name.codePointCount(0, name.length()) <= room
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, room - 1))
                                        .stripTrailing() + "\u2026")
                + figure;
    }

    private Plot bars(List<Ranked> ranked) {
        return new BarPlot(
                "AP of the categories, " + iou(0) + about,
                "AP",
                ranked.stream()
                        .map(one ->
                                Escape.line(outcome.categories().get(one.k()).label()))
                        .toList(),
                List.of(new Plot.Series("AP", ranked.stream().map(Ranked::ap).toList())));
    }

    private Plot distribution(List<Ranked> ranked) {
        List<Double> edges = new ArrayList<>();
        Double[] counts = new Double[BINS];
        Arrays.fill(counts, 0.0);
        for (int i = 0; i <= BINS; i++) {
            edges.add((double) i / BINS);
        }
        for (Ranked one : ranked) {
            counts[(int) Math.min(BINS - 1, one.ap() * BINS)]++;
        }
        return new HistogramPlot(
                "Categories by their AP, " + iou(0) + about,
                "AP",
                "categories",
                edges,
                false,
                List.of(new Plot.Series("categories", List.of(counts))));
    }

    private Plot recallByCount() {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int m = rules.maxDetections().length - 1; m >= 0; m--) {
            int most = rules.maxDetections()[m];
            lines.add(recall(most == 1 ? "only the best" : "the best " + most, 0, m));
        }
        return recall("Recall by IoU, of so many detections an image and category" + about, lines);
    }

    private Plot recallBySize() {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int a = 0; a < rules.areas().size(); a++) {
            String name = Escape.line(rules.areas().get(a).name());
            LinePlot.Line line = recall(name, a, rules.maxDetections().length - 1);
            if (!line.y().contains(Double.NaN)) {
                lines.add(line);
            }
        }
        return recall("Recall by IoU and size of the objects" + about, lines);
    }

    /** That of all sizes with the most detections stands out: others may lie over it. */
    private LinePlot.Line recall(String name, int area, int count) {
        List<Double> recall = new ArrayList<>();
        for (int t = 0; t < rules.iouThresholds().length; t++) {
            recall.add(means.recall(t, area, count, outcome.all()));
        }
        boolean whole = area == 0 && count == rules.maxDetections().length - 1;
        LinePlot.Style style = whole ? LinePlot.Style.STANDS_OUT : LinePlot.Style.PLAIN;
        return new LinePlot.Line(name, list(rules.iouThresholds()), recall, style);
    }

    private Plot recall(String title, List<LinePlot.Line> lines) {
        return new LinePlot(title, "IoU", "recall" + mean(), LinePlot.Axis.SHARES, LinePlot.Colours.APART, lines);
    }
}
