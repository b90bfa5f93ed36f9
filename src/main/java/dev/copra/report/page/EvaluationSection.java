package dev.copra.report.page;

import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.tide.TideKind;
import dev.copra.evaluate.compare.Difference;
import dev.copra.evaluate.figure.Metric;
import dev.copra.plot.BarPlot;
import dev.copra.plot.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How good results are, and why they are no better. */
public final class EvaluationSection {
    private static final Map<TideKind, String> MEANING = Map.of(
            TideKind.CLS, "the wrong category",
            TideKind.LOC, "badly placed",
            TideKind.BOTH, "both of these",
            TideKind.DUPE, "found already",
            TideKind.BKG, "nothing is there",
            TideKind.MISS, "not found");

    private static final int BARS = 18;

    /** The plots that a page has, by their names. */
    private static final Map<String, String> TITLES = titles();

    private EvaluationSection() {}

    private static Map<String, String> titles() {
        Map<String, String> titles = new LinkedHashMap<>();
        titles.put("precision-recall", "Precision and recall");
        titles.put("precision-recall-categories", "Precision and recall of categories");
        titles.put("coco-errors", "COCO's error analysis");
        titles.put("by-score", "Precision, recall and F1 by score");
        titles.put("reliability", "Reliability of the scores");
        titles.put("scores", "Scores of the detections");
        titles.put("recall-iou-sizes", "Recall by IoU and size");
        return titles;
    }

    /** @param all at least one @param baseline what they are compared with, or null */
    public static Page.Section of(List<Evaluated> all, Evaluated baseline) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(figures(all, baseline));
        for (int i = 0; i < all.size(); i++) {
            Evaluated one = all.get(i);
            String of = all.size() == 1 ? "" : " – " + one.name();
            List<Block.Chart> charts = new ArrayList<>();
            TITLES.forEach((name, title) -> {
                Plot plot = one.plots().get(name);
                if (plot != null) {
                    charts.add(new Block.Chart(
                            name + "-" + all.indexOf(one), title + of, plot.title() + ": " + title, plot));
                }
            });
            blocks.add(new Block.Charts(charts));
            blocks.add(errors(one));
            if (one.plots().get("confused-pairs") instanceof BarPlot pairs) {
                blocks.add(bars("Taken for another category" + of, pairs));
            }
        }
        String kind = all.get(0).rules().kind().name().toLowerCase(Locale.ROOT);
        return new Page.Section(
                "evaluation",
                "Evaluation",
                "The figures of pycocotools for " + kind + ", and TIDE's account of the errors.",
                blocks);
    }

    private static Block bars(String title, BarPlot plot) {
        List<Double> values = plot.series().get(0).values();
        double most = values.stream().mapToDouble(Double::doubleValue).max().orElse(1);
        List<Block.Bar> bars = new ArrayList<>();
        for (int i = 0; i < Math.min(BARS, values.size()); i++) {
            bars.add(new Block.Bar(
                    plot.labels().get(i), Numerals.count(Math.round(values.get(i))), 100 * values.get(i) / most, -1));
        }
        return new Block.Bars(title, plot.valueLabel(), bars, Math.max(0, values.size() - BARS));
    }

    private static Block figures(List<Evaluated> all, Evaluated baseline) {
        List<Block.Column> columns = new ArrayList<>();
        columns.add(new Block.Column("Figure", "", false));
        if (baseline != null) {
            columns.add(new Block.Column(baseline.name() + " (baseline)", "", true));
        }
        for (Evaluated one : all) {
            columns.add(new Block.Column(one.name(), "", true));
            if (baseline != null) {
                columns.add(new Block.Column("Difference", one.name() + " less the baseline", true));
                columns.add(
                        new Block.Column("95 %", "the interval of the difference, by a bootstrap over images", true));
            }
        }
        List<Metric> metrics = Metric.of(all.get(0).rules());
        List<Block.Row> rows = new ArrayList<>();
        for (int m = 0; m < metrics.size(); m++) {
            List<Block.Cell> cells = new ArrayList<>();
            cells.add(Block.Cell.text(metrics.get(m).name()));
            double before = baseline == null ? Double.NaN : baseline.of(metrics.get(m));
            if (baseline != null) {
                cells.add(figure(before));
            }
            for (Evaluated one : all) {
                double value = one.of(metrics.get(m));
                cells.add(figure(value));
                if (baseline != null) {
                    cells.add(difference(value, before));
                    cells.add(interval(one.differences().get(m)));
                }
            }
            rows.add(new Block.Row(-1, cells));
        }
        return new Block.Table("AP and AR", columns, rows, rows.size());
    }

    private static Block.Cell interval(Difference difference) {
        boolean known = Double.isFinite(difference.low()) && Double.isFinite(difference.high());
        return Block.Cell.text(
                known ? Numerals.difference(difference.low()) + " to " + Numerals.difference(difference.high()) : "–");
    }

    static Block.Cell figure(double value) {
        return new Block.Cell(Numerals.figure(value), value >= 0 ? value : Double.NaN, "");
    }

    static Block.Cell difference(double value, double before) {
        double difference = value >= 0 && before >= 0 ? value - before : Double.NaN;
        return new Block.Cell(Numerals.difference(difference), difference, Numerals.tone(difference));
    }

    private static Block errors(Evaluated one) {
        ErrorAnalysis analysis = one.analysis();
        List<Block.Row> rows = new ArrayList<>();
        analysis.tide()
                .kinds()
                .forEach((kind, cost) -> rows.add(new Block.Row(
                        -1,
                        List.of(
                                Block.Cell.text(kind.title()),
                                Block.Cell.text(MEANING.get(kind)),
                                new Block.Cell(Numerals.count(cost.count()), cost.count(), ""),
                                new Block.Cell(Numerals.points(cost.dap()), cost.dap(), "")))));
        return new Block.Table(
                "Errors of " + one.name() + " at IoU " + analysis.iou(),
                List.of(
                        new Block.Column("Error", "", false),
                        new Block.Column("What it is", "", false),
                        new Block.Column("Count", "", true),
                        new Block.Column("dAP", "points of AP that are gained without these errors", true)),
                rows,
                rows.size());
    }
}
