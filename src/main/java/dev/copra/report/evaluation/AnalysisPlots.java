package dev.copra.report.evaluation;

import dev.copra.evaluate.analysis.Calibration;
import dev.copra.evaluate.analysis.CocoErrorKind;
import dev.copra.evaluate.analysis.CocoErrors;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.MeanScoreCurve;
import dev.copra.evaluate.analysis.ReliabilityBin;
import dev.copra.evaluate.analysis.tide.TideErrors;
import dev.copra.evaluate.analysis.tide.TideKind;
import dev.copra.plot.AreaPlot;
import dev.copra.plot.BarPlot;
import dev.copra.plot.HistogramPlot;
import dev.copra.plot.IntervalPlot;
import dev.copra.plot.LinePlot;
import dev.copra.plot.Plot;
import dev.copra.report.Escape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Why a model fails, as plots. */
final class AnalysisPlots {
    private final ErrorAnalysis analysis;
    private final String about;

    /** @param about what the titles end with */
    AnalysisPlots(ErrorAnalysis analysis, String about) {
        this.analysis = analysis;
        this.about = about;
    }

    void addTo(Map<String, Plot> plots) {
        if (!Double.isNaN(analysis.tide().ap())) {
            plots.put("tide", tide());
        }
        if (!Double.isNaN(analysis.calibration().ece())) {
            plots.put("reliability", reliability());
            plots.put("scores", scores());
        }
    }

    /** Of all categories in each range of areas, and of each supercategory; of each category if that is asked for. */
    void addCoco(Map<String, Plot> plots, boolean perCategory) {
        CocoErrors coco = analysis.coco();
        for (int a = 0; a < coco.rules().areas().size(); a++) {
            addCoco(plots, "", a == 0 ? "" : coco.rules().areas().get(a).name(), a, coco.all());
        }
        coco.supercategories().forEach((name, of) -> addCoco(plots, "supercategory-", name, 0, of));
        for (int k = 0; perCategory && k < analysis.categories().size(); k++) {
            addCoco(plots, "category-", analysis.categories().get(k).category().label(), 0, k);
        }
    }

    /** A name for a file, of letters and digits; numbered if there is one already. */
    private static String file(Map<String, Plot> plots, String kind, String name) {
        String words = name.replaceAll("[^\\p{L}\\p{N}]+", "-").replaceAll("^-|-$", "");
        String file = words.isEmpty() ? "coco-errors" : "coco-errors-" + kind + words;
        String free = file;
        for (int number = 2; plots.containsKey(free); number++) {
            free = file + "-" + number;
        }
        return free;
    }

    private void addCoco(Map<String, Plot> plots, String group, String name, int area, int... categories) {
        String of = name.isEmpty() ? "" : ", " + Escape.line(name);
        CocoErrors coco = analysis.coco();
        List<Plot.Series> bounds = new ArrayList<>();
        for (CocoErrorKind kind : CocoErrorKind.values()) {
            String ap = number(coco.ap(kind, area, categories), 3);
            bounds.add(new Plot.Series(meaning(kind) + " (" + ap + ")", list(coco.precision(kind, area, categories))));
        }
        if (!bounds.get(0).values().contains(Double.NaN)) {
            plots.put(
                    file(plots, group, name),
                    new AreaPlot(
                            "COCO's error analysis" + of + " (AP)" + about,
                            "recall",
                            "precision",
                            list(coco.rules().recalls()),
                            bounds));
        }
    }

    private static String number(double value, int places) {
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }

    private static String meaning(TideKind kind) {
        return kind.title()
                + switch (kind) {
                    case CLS -> ": wrong category";
                    case LOC -> ": badly placed";
                    case BOTH -> ": wrong and badly placed";
                    case DUPE -> ": found already";
                    case BKG -> ": background";
                    case MISS -> ": missed";
                };
    }

    private static String meaning(CocoErrorKind kind) {
        return kind.title()
                + switch (kind) {
                    case C75 -> ", right at IoU .75";
                    case C50 -> ", right at IoU .5";
                    case LOC -> ", badly placed";
                    case SIM -> ", similar category";
                    case OTH -> ", other category";
                    case BG -> ", background";
                    case FN -> ", missed";
                };
    }

    private Plot tide() {
        TideErrors tide = analysis.tide();
        List<String> labels = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        tide.kinds().forEach((kind, cost) -> {
            labels.add(meaning(kind));
            values.add(cost.dap());
        });
        labels.add("FalsePos: all wrong detections");
        values.add(Math.max(0, tide.falsePositives()));
        labels.add("FalseNeg: all missed truths");
        values.add(Math.max(0, tide.falseNegatives()));
        return new BarPlot(
                "What AP gains without errors (TIDE)" + about,
                "points of AP; it is " + number(tide.ap(), 1) + " at IoU " + tide.threshold(),
                labels,
                List.of(new Plot.Series("dAP", values)));
    }

    private Plot reliability() {
        Calibration calibration = analysis.calibration();
        List<IntervalPlot.Point> points = new ArrayList<>();
        for (ReliabilityBin bin : calibration.bins()) {
            if (bin.count() > 0) {
                double score = Math.max(0, Math.min(1, bin.confidence()));
                points.add(new IntervalPlot.Point(score, bin.accuracy(), bin.low(), bin.high()));
            }
        }
        return new IntervalPlot(
                "Reliability, ECE " + number(calibration.ece(), 3) + ", MCE " + number(calibration.mce(), 3) + about,
                "mean score",
                "share that is right, at IoU " + analysis.iou(),
                "share, with 95% interval",
                "well calibrated",
                points);
    }

    private Plot scores() {
        List<Double> edges = new ArrayList<>();
        List<Double> right = new ArrayList<>();
        List<Double> wrong = new ArrayList<>();
        edges.add(0.0);
        for (ReliabilityBin bin : analysis.calibration().bins()) {
            edges.add(bin.to());
            right.add((double) bin.right());
            wrong.add((double) bin.count() - bin.right());
        }
        return new HistogramPlot(
                "Scores of the detections, IoU " + analysis.iou() + about,
                "score",
                "detections",
                edges,
                false,
                List.of(new Plot.Series("right", right), new Plot.Series("wrong", wrong)));
    }

    /** Precision, recall and F-beta by the score that is asked for. @param several whether they are means of categories */
    static Plot byScore(MeanScoreCurve mean, boolean several, double iou, String about) {
        String f = "F" + AnalysisReport.plain(mean.beta());
        String best = mean.best() < 0
                ? ""
                : "; the best " + f + " is " + number(mean.f()[mean.best()], 3) + " at " + number(mean.bestScore(), 3);
        List<Double> x = list(mean.score());
        return new LinePlot(
                "Precision, recall and " + f + (several ? ", mean of the categories" : "") + about,
                "least score" + best,
                "at IoU " + iou,
                LinePlot.Axis.SHARES,
                LinePlot.Colours.APART,
                List.of(
                        new LinePlot.Line("precision", x, list(mean.precision())),
                        new LinePlot.Line("recall", x, list(mean.recall())),
                        new LinePlot.Line(f, x, list(mean.f()), LinePlot.Style.STANDS_OUT)));
    }

    private static List<Double> list(double[] values) {
        return Arrays.stream(values).boxed().toList();
    }
}
