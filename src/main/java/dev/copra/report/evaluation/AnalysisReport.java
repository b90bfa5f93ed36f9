package dev.copra.report.evaluation;

import dev.copra.evaluate.analysis.Calibration;
import dev.copra.evaluate.analysis.CocoErrorKind;
import dev.copra.evaluate.analysis.CocoErrors;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.OptimalLrp;
import dev.copra.evaluate.analysis.ReliabilityBin;
import dev.copra.evaluate.analysis.tide.TideErrors;
import dev.copra.evaluate.analysis.tide.TideKind;
import dev.copra.evaluate.figure.Metric;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Why a model fails, as text, as JSON, as columns of a CSV file. */
public record AnalysisReport(ErrorAnalysis analysis) {
    private static final String[] COLUMNS = {
        "truths",
        "f_beta",
        "best_score",
        "precision",
        "recall",
        "olrp",
        "olrp_loc",
        "olrp_fp",
        "olrp_fn",
        "olrp_score",
        "ece",
        "mce",
        "coco_c75",
        "coco_c50",
        "coco_loc",
        "coco_sim",
        "coco_oth",
        "coco_bg"
    };
    private static final int LABEL = 12;

    /** Adds everything to what is told of an evaluation. @param perCategory whether the text has a table of the categories */
    public void addTo(Summary summary, boolean perCategory) {
        summary.add("analysis", json());
        addTide(summary);
        addCoco(summary, perCategory);
        addCalibration(summary);
        addLrp(summary);
        if (perCategory) {
            addCategories(summary);
        }
    }

    private void addTide(Summary summary) {
        TideErrors tide = analysis.tide();
        summary.line("")
                .line("errors by TIDE, IoU " + analysis.iou() + "; AP is " + number(tide.ap(), 2) + " by its rules")
                .line(cells("", "count", "dAP"));
        tide.kinds()
                .forEach((kind, cost) ->
                        summary.line(cells(kind.title(), Integer.toString(cost.count()), number(cost.dap(), 2))));
        summary.line(cells("FalsePos", "", number(tide.falsePositives(), 2)))
                .line(cells("FalseNeg", "", number(tide.falseNegatives(), 2)));
    }

    private void addCoco(Summary summary, boolean perCategory) {
        CocoErrors coco = analysis.coco();
        StringBuilder head = new StringBuilder();
        for (CocoErrorKind kind : CocoErrorKind.values()) {
            head.append(String.format("%8s", kind.title()));
        }
        summary.line("")
                .line("COCO's error analysis: AP if, from the left, one kind of error more is forgiven")
                .line(EvaluationReport.padded("", EvaluationReport.NAME_WIDTH) + head);
        for (int a = 0; a < coco.rules().areas().size(); a++) {
            summary.line(coco(coco.rules().areas().get(a).name(), a, coco.all()));
        }
        coco.supercategories().forEach((name, of) -> summary.line(coco(name, 0, of)));
        if (perCategory) {
            summary.line("");
            for (int k : coco.all()) {
                summary.line(coco(analysis.categories().get(k).category().label(), 0, k));
            }
        }
    }

    private String coco(String name, int area, int... categories) {
        StringBuilder row = new StringBuilder(EvaluationReport.padded(name, EvaluationReport.NAME_WIDTH));
        for (CocoErrorKind kind : CocoErrorKind.values()) {
            row.append(String.format("%8s", number(analysis.coco().ap(kind, area, categories), 3)));
        }
        return row.toString();
    }

    private Map<String, Object> cocoJson() {
        CocoErrors coco = analysis.coco();
        Map<String, Object> areas = new LinkedHashMap<>();
        for (int a = 0; a < coco.rules().areas().size(); a++) {
            areas.put(coco.rules().areas().get(a).name(), cocoJson(a, coco.all()));
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        coco.supercategories().forEach((name, of) -> {
            Map<String, Object> group = new LinkedHashMap<>();
            group.put("name", name);
            group.putAll(cocoJson(0, of));
            groups.add(group);
        });
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("areas", areas);
        json.put("supercategories", groups);
        return json;
    }

    private Map<String, Object> cocoJson(int area, int... categories) {
        Map<String, Object> steps = new LinkedHashMap<>();
        for (CocoErrorKind kind : CocoErrorKind.values()) {
            steps.put(kind.title(), Json.finite(analysis.coco().ap(kind, area, categories)));
        }
        return steps;
    }

    private void addCalibration(Summary summary) {
        Calibration calibration = analysis.calibration();
        summary.line("")
                .line("calibration: ECE " + number(calibration.ece(), 3) + ", MCE " + number(calibration.mce(), 3))
                .line(cells("score", "count", "mean", "right", "from", "to (95%)"));
        for (ReliabilityBin bin : calibration.bins()) {
            summary.line(cells(
                    number(bin.from(), 2) + "-" + number(bin.to(), 2),
                    Long.toString(bin.count()),
                    number(bin.confidence(), 3),
                    number(bin.accuracy(), 3),
                    number(bin.low(), 3),
                    number(bin.high(), 3)));
        }
    }

    private void addLrp(Summary summary) {
        OptimalLrp lrp = analysis.lrp();
        summary.line("")
                .line("optimal LRP " + number(lrp.error(), 3) + ": Loc " + number(lrp.localisation(), 3) + ", FP "
                        + number(lrp.falsePositive(), 3) + ", FN " + number(lrp.falseNegative(), 3));
    }

    private void addCategories(Summary summary) {
        StringBuilder head = new StringBuilder(
                cells("", "F-" + plain(analysis.beta()), "score", "P", "R", "oLRP", "Loc", "FP", "FN", "ECE"));
        for (TideKind kind : TideKind.values()) {
            head.append(String.format("%8s", kind.title()));
        }
        summary.line("").line(named("category", head.toString()));
        for (ErrorAnalysis.OfCategory of : analysis.categories()) {
            StringBuilder row = new StringBuilder(cells(
                    "",
                    number(of.best().f(), 3),
                    number(of.best().score(), 3),
                    number(of.best().precision(), 3),
                    number(of.best().recall(), 3),
                    number(of.lrp().error(), 3),
                    number(of.lrp().localisation(), 3),
                    number(of.lrp().falsePositive(), 3),
                    number(of.lrp().falseNegative(), 3),
                    number(of.calibration().ece(), 3)));
            of.errors().values().forEach(count -> row.append(String.format(Locale.ROOT, "%8d", count)));
            summary.line(named(of.category().label(), row.toString()));
        }
    }

    private static String named(String name, String cells) {
        return EvaluationReport.padded(name, EvaluationReport.NAME_WIDTH) + cells.substring(LABEL);
    }

    private static String cells(String label, String... cells) {
        StringBuilder line = new StringBuilder(String.format("%-" + LABEL + "s", label));
        for (String cell : cells) {
            line.append(String.format("%" + Math.max(8, cell.length() + 1) + "s", cell));
        }
        return line.toString();
    }

    static String plain(double number) {
        return number == Math.rint(number) ? String.format(Locale.ROOT, "%.0f", number) : Double.toString(number);
    }

    private static String number(double value, int places) {
        return Metric.rounded(value, places);
    }

    private Map<String, Object> json() {
        TideErrors tide = analysis.tide();
        Map<String, Object> errors = new LinkedHashMap<>();
        tide.kinds().forEach((kind, cost) -> errors.put(kind.title(), cost));
        Map<String, Object> tideJson = new LinkedHashMap<>();
        tideJson.put("iou", tide.threshold());
        tideJson.put("background_iou", tide.background());
        tideJson.put("ap", Json.finite(tide.ap()));
        tideJson.put("errors", errors);
        tideJson.put("false_pos_dap", Json.finite(tide.falsePositives()));
        tideJson.put("false_neg_dap", Json.finite(tide.falseNegatives()));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("iou", analysis.iou());
        json.put("tide", tideJson);
        json.put("coco_errors", cocoJson());
        json.put("calibration", json(analysis.calibration()));
        json.put("olrp", json(analysis.lrp(), false));
        json.put("beta", analysis.beta());
        json.put(
                "per_category",
                IntStream.range(0, analysis.categories().size())
                        .mapToObj(this::json)
                        .toList());
        return json;
    }

    private Map<String, Object> json(int k) {
        ErrorAnalysis.OfCategory of = analysis.categories().get(k);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", of.category().id());
        json.put("name", of.category().name());
        json.put("truths", of.truths());
        Map<String, Object> errors = new LinkedHashMap<>();
        of.errors().forEach((kind, count) -> errors.put(kind.title(), count));
        json.put("errors", errors);
        json.put("coco_errors", cocoJson(0, k));
        Map<String, Object> best = new LinkedHashMap<>();
        best.put("f_beta", Json.finite(of.best().f()));
        best.put("score", Json.finite(of.best().score()));
        best.put("precision", Json.finite(of.best().precision()));
        best.put("recall", Json.finite(of.best().recall()));
        json.put("best", best);
        json.put("olrp", json(of.lrp(), true));
        json.put("calibration", json(of.calibration()));
        return json;
    }

    private static Map<String, Object> json(OptimalLrp lrp, boolean withScore) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("error", Json.finite(lrp.error()));
        json.put("loc", Json.finite(lrp.localisation()));
        json.put("fp", Json.finite(lrp.falsePositive()));
        json.put("fn", Json.finite(lrp.falseNegative()));
        if (withScore) {
            json.put("score", Json.finite(lrp.score()));
        }
        return json;
    }

    private static Map<String, Object> json(Calibration calibration) {
        List<Map<String, Object>> bins = new ArrayList<>();
        for (ReliabilityBin bin : calibration.bins()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("from", bin.from());
            json.put("to", bin.to());
            json.put("count", bin.count());
            json.put("right", bin.right());
            json.put("confidence", Json.finite(bin.confidence()));
            json.put("accuracy", Json.finite(bin.accuracy()));
            json.put("low", Json.finite(bin.low()));
            json.put("high", Json.finite(bin.high()));
            bins.add(json);
        }
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("ece", Json.finite(calibration.ece()));
        json.put("mce", Json.finite(calibration.mce()));
        json.put("bins", bins);
        return json;
    }

    /** Adds the names of the columns to a header. */
    static void addHeader(Csv csv) throws IOException {
        for (String column : COLUMNS) {
            csv.add(column);
        }
        for (TideKind kind : TideKind.values()) {
            csv.add("tide_" + kind.name().toLowerCase(Locale.ROOT));
        }
    }

    /** Adds the cells of a row. @param k index of the category, -1 for all */
    void addCells(Csv csv, int k) throws IOException {
        if (k < 0) {
            int truths = analysis.categories().stream()
                    .mapToInt(ErrorAnalysis.OfCategory::truths)
                    .sum();
            csv.add(truths).add("").add("").add("").add("");
            addCells(csv, analysis.lrp(), analysis.calibration());
            addCoco(csv, analysis.coco().all());
            for (TideErrors.Cost cost : analysis.tide().kinds().values()) {
                csv.add(cost.count());
            }
            return;
        }
        ErrorAnalysis.OfCategory of = analysis.categories().get(k);
        csv.add(of.truths());
        csv.measured(of.best().f()).measured(of.best().score());
        csv.measured(of.best().precision()).measured(of.best().recall());
        addCells(csv, of.lrp(), of.calibration());
        addCoco(csv, k);
        for (int count : of.errors().values()) {
            csv.add(count);
        }
    }

    private void addCoco(Csv csv, int... categories) throws IOException {
        for (CocoErrorKind kind : CocoErrorKind.values()) {
            if (kind != CocoErrorKind.FN) {
                csv.measured(analysis.coco().ap(kind, 0, categories));
            }
        }
    }

    private static void addCells(Csv csv, OptimalLrp lrp, Calibration calibration) throws IOException {
        csv.measured(lrp.error()).measured(lrp.localisation()).measured(lrp.falsePositive());
        csv.measured(lrp.falseNegative()).measured(lrp.score());
        csv.measured(calibration.ece()).measured(calibration.mce());
    }

    /** Adds empty cells, for a row that was not analysed. */
    static void addNothing(Csv csv) throws IOException {
        for (int i = 0; i < COLUMNS.length + TideKind.values().length; i++) {
            csv.add("");
        }
    }
}
