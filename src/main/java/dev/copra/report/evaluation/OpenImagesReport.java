package dev.copra.report.evaluation;

import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.protocol.OpenImagesScores;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** AP as Open Images has it, as text, JSON and CSV. */
public record OpenImagesReport(OpenImagesScores scores) {

    /** The figures. @param perCategory whether the text has a table of the categories */
    public Summary summary(boolean perCategory) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("mAP", Json.finite(scores.map()));
        List<Map<String, Object>> categories = new ArrayList<>();
        Summary summary = new Summary().add("metrics", metrics);
        summary.line("mAP " + number(scores.map(), 4) + "  mean AP of "
                + Summary.count(
                        scores.categories().stream()
                                .filter(of -> !Double.isNaN(of.ap()))
                                .count(),
                        "category with truths",
                        "categories with truths")
                + ", IoU " + number(scores.threshold(), 2));
        if (perCategory) {
            summary.line("").line(row("category", "truths", "groups", "detections", "recall", "AP"));
        }
        for (OpenImagesScores.OfCategory of : scores.categories()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", of.category().id());
            entry.put("name", of.category().name());
            entry.put("truths", of.truths());
            entry.put("groups", of.groups());
            entry.put("detections", of.detections());
            entry.put("recall", Json.finite(of.recall()));
            entry.put("AP", Json.finite(of.ap()));
            categories.add(entry);
            if (perCategory) {
                summary.line(row(
                        of.category().label(),
                        Integer.toString(of.truths()),
                        Integer.toString(of.groups()),
                        Integer.toString(of.detections()),
                        number(of.recall(), 3),
                        number(of.ap(), 3)));
            }
        }
        return summary.add("per_category", categories);
    }

    private static String row(String name, String... cells) {
        StringBuilder row = new StringBuilder(EvaluationReport.padded(name, EvaluationReport.NAME_WIDTH));
        for (String cell : cells) {
            row.append(String.format("%11s", cell));
        }
        return row.toString();
    }

    private static String number(double value, int places) {
        return Double.isNaN(value) ? "-" : Metric.rounded(value, places);
    }

    /** Writes a row for all and a row a category. */
    public void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column : "category_id,category,truths,groups,detections,recall,AP".split(",")) {
            csv.add(column);
        }
        csv.row();
        csv.add("")
                .add("")
                .add("")
                .add("")
                .add("")
                .add("")
                .measured(scores.map())
                .row();
        for (OpenImagesScores.OfCategory of : scores.categories()) {
            csv.add(of.category().id().text()).add(of.category().name());
            csv.add(of.truths()).add(of.groups()).add(of.detections());
            csv.measured(of.recall()).measured(of.ap()).row();
        }
        csv.end();
    }
}
