package dev.copra.report.evaluation;

import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.figure.ScoreCurve;
import dev.copra.evaluate.read.Category;
import dev.copra.report.Csv;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Precision and recall by score: which detections to use.
 *
 * @param curves one a category
 */
public record ScoreCurves(List<Category> categories, List<ScoreCurve> curves) {

    /** Writes all points as CSV. */
    public void write(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        for (String column : new String[] {"category_id", "category", "score", "precision", "recall", "f1"}) {
            csv.add(column);
        }
        csv.row();
        for (int k = 0; k < curves.size(); k++) {
            Category category = categories.get(k);
            ScoreCurve curve = curves.get(k);
            for (int i = 0; i < curve.size(); i++) {
                csv.add(category.id().text()).add(category.name());
                csv.add(curve.score()[i])
                        .add(curve.precision(i))
                        .add(curve.recall(i))
                        .add(curve.f1(i))
                        .row();
            }
        }
        csv.end();
    }

    /** Adds the point of the highest F1 of each category that has objects and detections. */
    public void addBest(Summary summary) {
        List<Map<String, Object>> best = new ArrayList<>();
        summary.line("").line(row("category", "best F1", "at score", "precision", "recall"));
        for (int k = 0; k < curves.size(); k++) {
            ScoreCurve curve = curves.get(k);
            int at = curve.best();
            if (at < 0 || curve.truths() == 0) {
                continue;
            }
            Category category = categories.get(k);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", category.id());
            entry.put("name", category.name());
            entry.put("f1", curve.f1(at));
            entry.put("score", curve.score()[at]);
            entry.put("precision", curve.precision(at));
            entry.put("recall", curve.recall(at));
            best.add(entry);
            String name = category.label();
            summary.line(row(
                    name,
                    Metric.rounded(curve.f1(at), 3),
                    Metric.rounded(curve.score()[at], 4),
                    Metric.rounded(curve.precision(at), 3),
                    Metric.rounded(curve.recall(at), 3)));
        }
        summary.add("best_f1", best);
    }

    private static String row(String name, String... values) {
        return EvaluationReport.padded(name, EvaluationReport.NAME_WIDTH)
                + String.format("%8s %9s %10s %7s", (Object[]) values);
    }
}
