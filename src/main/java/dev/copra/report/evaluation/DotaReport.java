package dev.copra.report.evaluation;

import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.protocol.DotaScores;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** AP of turned boxes as DOTA has it, as text, JSON and CSV. */
public record DotaReport(DotaScores scores) {

    /** The figures. @param perCategory whether the text has a table of the categories */
    public Summary summary(boolean perCategory) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        metrics.put("mAP", Json.finite(scores.map11()));
        metrics.put("mAP_area", Json.finite(scores.mapArea()));
        Summary summary = new Summary().add("metrics", metrics);
        List<Map<String, Object>> categories = new ArrayList<>();
        for (DotaScores.OfCategory of : scores.categories()) {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", of.category().id());
            entry.put("name", of.category().name());
            entry.put("truths", of.truths());
            entry.put("detections", of.detections());
            entry.put("recall", Json.finite(of.recall()));
            entry.put("AP", Json.finite(of.ap11()));
            entry.put("AP_area", Json.finite(of.apArea()));
            categories.add(entry);
        }
        summary.add("per_category", categories);
        summary.line("mAP      " + number(scores.map11()) + "  at IoU above " + scores.threshold()
                        + ", of the precision at 11 recalls (VOC 2007)")
                .line("mAP area " + number(scores.mapArea()) + "  of the area under the curve (VOC 2010)");
        if (perCategory) {
            summary.line("").line(row("category", "truths", "detections", "recall", "AP", "AP area"));
            for (DotaScores.OfCategory of : scores.categories()) {
                summary.line(row(
                        of.category().label(),
                        Integer.toString(of.truths()),
                        Integer.toString(of.detections()),
                        number(of.recall()),
                        number(of.ap11()),
                        number(of.apArea())));
            }
        }
        return summary;
    }

    private static String row(String name, String... cells) {
        StringBuilder row = new StringBuilder(EvaluationReport.padded(name, EvaluationReport.NAME_WIDTH));
        for (String cell : cells) {
            row.append(String.format("%11s", cell));
        }
        return row.toString();
    }

    private static String number(double value) {
        return Metric.rounded(value, 3);
    }

    /** Writes one row for all, and one a category. */
    public void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column :
                new String[] {"category_id", "category", "truths", "detections", "recall", "AP", "AP_area"}) {
            csv.add(column);
        }
        csv.row();
        csv.add("").add("").add("").add("").add("");
        csv.measured(scores.map11()).measured(scores.mapArea()).row();
        for (DotaScores.OfCategory of : scores.categories()) {
            csv.add(of.category().id().text()).add(of.category().name());
            csv.add(of.truths()).add(of.detections());
            csv.measured(of.recall()).measured(of.ap11()).measured(of.apArea()).row();
        }
        csv.end();
    }
}
