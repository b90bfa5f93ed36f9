package dev.copra.cli;

import dev.copra.evaluate.Category;
import dev.copra.evaluate.Metric;
import dev.copra.evaluate.ScoreCurve;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Precision and recall by score: which detections to use.
 *
 * @param curves one a category
 */
record ScoreCurves(List<Category> categories, List<ScoreCurve> curves) {

    /** Writes all points as CSV. */
    void write(OutputStream stream) throws IOException {
        try (Writer out = new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8))) {
            out.write("category_id,category,score,precision,recall,f1\n");
            for (int k = 0; k < curves.size(); k++) {
                String category = categories.get(k).id() + ","
                        + EvaluationReport.quoted(categories.get(k).name());
                ScoreCurve curve = curves.get(k);
                for (int i = 0; i < curve.size(); i++) {
                    out.write(category + "," + curve.score()[i] + "," + curve.precision(i) + "," + curve.recall(i) + ","
                            + curve.f1(i) + "\n");
                }
            }
        }
    }

    /** Adds the point of the highest F1 of each category that has objects and detections. */
    void addBest(Summary summary) {
        Map<String, Object> best = new LinkedHashMap<>();
        summary.line("").line(row("category", "best F1", "at score", "precision", "recall"));
        for (int k = 0; k < curves.size(); k++) {
            ScoreCurve curve = curves.get(k);
            int at = curve.best();
            if (at < 0 || curve.truths() == 0) {
                continue;
            }
            Category category = categories.get(k);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", category.name());
            entry.put("f1", curve.f1(at));
            entry.put("score", curve.score()[at]);
            entry.put("precision", curve.precision(at));
            entry.put("recall", curve.recall(at));
            best.put(category.id().text(), entry);
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
