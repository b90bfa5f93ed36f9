package dev.copra.report.evaluation;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.semantic.SemanticFiles;
import dev.copra.evaluate.semantic.SemanticScores;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Figures of semantic segmentation, as text, JSON and CSV. */
public record SemanticReport(SemanticFiles files) {

    /** The figures. @param perCategory whether the text has a table of the classes */
    public Summary summary(boolean perCategory) {
        SemanticScores scores = files.scores();
        Map<String, Object> metrics = new LinkedHashMap<>();
        Summary summary = new Summary().add("metrics", metrics);
        add(summary, metrics, "mIoU", scores.meanIou(), "mean IoU of the classes");
        add(summary, metrics, "fwIoU", scores.weightedIou(), "mean IoU, classes by their pixels");
        add(summary, metrics, "mAcc", scores.meanAccuracy(), "mean accuracy of the classes");
        add(summary, metrics, "pAcc", scores.pixelAccuracy(), "accuracy of the pixels");
        summary.add(
                "pixels",
                scores.pixels(),
                Summary.count(scores.pixels(), "pixel") + ", and " + scores.ignored()
                        + " without a class in the truth");
        summary.add("ignored_pixels", scores.ignored());
        List<Map<String, Object>> classes = new ArrayList<>();
        if (perCategory) {
            summary.line("").line(row("class", "pixels", "found", "common", "IoU", "accuracy"));
        }
        scores.classes().forEach((k, of) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", id(k));
            entry.put("name", of.name());
            entry.put("pixels", of.truth());
            entry.put("found", of.found());
            entry.put("common", of.common());
            entry.put("IoU", Json.finite(of.iou()));
            entry.put("Acc", Json.finite(of.accuracy()));
            classes.add(entry);
            if (perCategory) {
                summary.line(row(
                        of.name(),
                        Long.toString(of.truth()),
                        Long.toString(of.found()),
                        Long.toString(of.common()),
                        number(of.iou()),
                        number(of.accuracy())));
            }
        });
        return summary.add("per_category", classes);
    }

    private Object id(int k) {
        return files.ids().isEmpty() ? (Object) k : files.ids().get(k);
    }

    private static void add(Summary summary, Map<String, Object> metrics, String name, double value, String meaning) {
        metrics.put(name, Json.finite(value));
        summary.line(String.format("%-6s %s  %s", name, number(value), meaning));
    }

    private static String row(String name, String... cells) {
        StringBuilder row = new StringBuilder(EvaluationReport.padded(name, EvaluationReport.NAME_WIDTH));
        for (String cell : cells) {
            row.append(String.format(" %11s", cell));
        }
        return row.toString();
    }

    private static String number(double value) {
        return Metric.rounded(value, 4);
    }

    /** Writes a row a class. */
    public void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column : new String[] {"category_id", "category", "pixels", "found", "common", "IoU", "Acc"}) {
            csv.add(column);
        }
        csv.row();
        for (Map.Entry<Integer, SemanticScores.OfClass> entry :
                files.scores().classes().entrySet()) {
            SemanticScores.OfClass of = entry.getValue();
            Object id = id(entry.getKey());
            csv.add(id instanceof Id category ? category.text() : id.toString()).add(of.name());
            csv.add(of.truth()).add(of.found()).add(of.common());
            csv.measured(of.iou()).measured(of.accuracy()).row();
        }
        csv.end();
    }
}
