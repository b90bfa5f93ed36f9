package dev.copra.cli;

import dev.copra.evaluate.Category;
import dev.copra.evaluate.Confusion;
import dev.copra.evaluate.Evaluation;
import dev.copra.evaluate.Metric;
import dev.copra.evaluate.Rules;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of an evaluation and of its slices: as the table that pycocotools prints, as JSON, as CSV. */
final class EvaluationReport {
    static final int NAME_WIDTH = 24;

    private final Rules rules;
    private final List<Metric> metrics;
    private final Evaluation.Outcome all;
    private final Map<String, Evaluation.Outcome> slices = new LinkedHashMap<>();
    private final Map<String, Double> figures;
    private final Summary summary = new Summary();

    EvaluationReport(Rules rules, Evaluation.Outcome all) {
        this.rules = rules;
        this.all = all;
        metrics = Metric.of(rules);
        figures = figures(all, all.all());
    }

    void addSlice(String name, Evaluation.Outcome outcome) {
        slices.put(name, outcome);
    }

    Rules rules() {
        return rules;
    }

    List<Category> categories() {
        return all.categories();
    }

    /** What is to be told besides the figures. */
    Summary summary() {
        return summary;
    }

    double ap() {
        return figures.get("AP");
    }

    /** Whether AP has no value because of the number of detections that it is of. */
    boolean apIsBlank() {
        for (int m : rules.maxDetections()) {
            if (m == literalMaxDetections()) {
                return false;
            }
        }
        return true;
    }

    int literalMaxDetections() {
        return metrics.get(0).maxDetections();
    }

    private Map<String, Double> figures(Evaluation.Outcome outcome, int... categories) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            values.put(metric.name(), metric.of(outcome, categories));
        }
        return values;
    }

    private Map<String, Object> perCategory(Evaluation.Outcome outcome) {
        Map<String, Object> byId = new LinkedHashMap<>();
        for (int k = 0; k < outcome.categories().size(); k++) {
            Category category = outcome.categories().get(k);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("name", category.name());
            entry.putAll(figures(outcome, k));
            byId.put(category.id().text(), entry);
        }
        return byId;
    }

    String toJson() {
        Summary json = new Summary().add("metrics", figures);
        if (rules.useCategories()) {
            json.add("per_category", perCategory(all));
        }
        if (!slices.isEmpty()) {
            Map<String, Object> bySlice = new LinkedHashMap<>();
            slices.forEach((name, outcome) -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("metrics", figures(outcome, outcome.all()));
                if (rules.useCategories()) {
                    entry.put("per_category", perCategory(outcome));
                }
                bySlice.put(name, entry);
            });
            json.add("slices", bySlice);
        }
        return json.addAll(summary).toJson() + "\n";
    }

    String toText(boolean perCategory) {
        StringBuilder text = new StringBuilder();
        addTable(text, all, perCategory);
        slices.forEach((name, outcome) -> {
            text.append('\n').append(name).append('\n');
            addTable(text, outcome, perCategory);
        });
        return text.append(summary.toText()).toString();
    }

    private void addTable(StringBuilder text, Evaluation.Outcome outcome, boolean perCategory) {
        int[] categories = outcome.all();
        for (Metric metric : metrics) {
            text.append(metric.line(metric.of(outcome, categories), rules)).append('\n');
        }
        if (!perCategory || !rules.useCategories()) {
            return;
        }
        text.append('\n').append(padded("category", NAME_WIDTH));
        metrics.forEach(metric -> text.append(aligned(metric.name())));
        text.append('\n');
        for (int k : categories) {
            Category category = outcome.categories().get(k);
            text.append(padded(category.label(), NAME_WIDTH));
            figures(outcome, k).values().forEach(value -> text.append(aligned(Metric.rounded(value, 3))));
            text.append('\n');
        }
    }

    static String padded(String name, int width) {
        return name.length() >= width ? name.substring(0, width - 1) + " " : name + " ".repeat(width - name.length());
    }

    private static String aligned(String value) {
        return " ".repeat(Math.max(1, 8 - value.length())) + value;
    }

    /** One row for all, one a category, and the same for each slice. */
    void writeCsv(OutputStream out) throws IOException {
        StringBuilder rows = new StringBuilder("slice,category_id,category");
        metrics.forEach(metric -> rows.append(',').append(metric.name()));
        rows.append('\n');
        addRows(rows, "", all);
        slices.forEach((name, outcome) -> addRows(rows, name, outcome));
        out.write(rows.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** A row a category of the truths, a column a category of the detections; the last of each is for none. */
    void writeConfusion(OutputStream out, Confusion confusion) throws IOException {
        List<String> names = new ArrayList<>();
        for (Category category : confusion.categories()) {
            names.add(quoted(category.label()));
        }
        names.add("");
        try (Writer rows = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8))) {
            rows.append("truth");
            for (String name : names) {
                rows.append(',').append(name);
            }
            for (int k = 0; k < names.size(); k++) {
                rows.append('\n').append(names.get(k));
                for (long count : confusion.row(k)) {
                    rows.append(',').append(Long.toString(count));
                }
            }
            rows.append('\n');
        }
    }

    private void addRows(StringBuilder rows, String slice, Evaluation.Outcome outcome) {
        addRow(rows, slice, "", "", figures(outcome, outcome.all()));
        for (int k = 0; k < outcome.categories().size() && rules.useCategories(); k++) {
            Category category = outcome.categories().get(k);
            addRow(rows, slice, quoted(category.id().text()), category.name(), figures(outcome, k));
        }
    }

    private static void addRow(StringBuilder rows, String slice, String id, String name, Map<String, Double> figures) {
        rows.append(quoted(slice)).append(',').append(id).append(',').append(quoted(name));
        figures.values().forEach(value -> rows.append(',').append(value));
        rows.append('\n');
    }

    static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
