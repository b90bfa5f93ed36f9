package dev.copra.report.evaluation;

import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.Confusion;
import dev.copra.evaluate.read.Category;
import dev.copra.evaluate.rules.Rules;
import dev.copra.report.Csv;
import dev.copra.report.Escape;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of an evaluation and of its slices: as the table that pycocotools prints, as JSON, as CSV. */
public final class EvaluationReport {
    static final int NAME_WIDTH = 24;

    private final Rules rules;
    private final List<Metric> metrics;
    private final Curves all;
    private final Map<String, Curves> slices = new LinkedHashMap<>();
    private final Map<String, Double> figures;
    private final Summary summary = new Summary();
    /** Why the figures are no better, or null if nobody asked. */
    private AnalysisReport analysis;

    /**
     * The figures over all images.
     *
     * @param all curves of all images and categories
     */
    public EvaluationReport(Rules rules, Curves all) {
        this.rules = rules;
        this.all = all;
        metrics = Metric.of(rules);
        figures = figures(all, all.all());
    }

    /**
     * Adds the figures over some images.
     *
     * @param name of the slice, which is told above its figures
     */
    public void addSlice(String name, Curves outcome) {
        slices.put(name, outcome);
    }

    /** Adds why the figures over all images are no better. @param perCategory whether the text has a table of the categories */
    public void addAnalysis(AnalysisReport why, boolean perCategory) {
        analysis = why;
        why.addTo(summary, perCategory && rules.useCategories());
    }

    /** What was evaluated by. */
    public Rules rules() {
        return rules;
    }

    /** The categories of the truth, in the order of their figures. */
    public List<Category> categories() {
        return all.categories();
    }

    /** What is to be told besides the figures. */
    public Summary summary() {
        return summary;
    }

    /** AP over all images and categories, 0 to 1; -1 if it has no value. */
    public double ap() {
        return figures.get("AP");
    }

    /** Whether AP has no value because of the number of detections that it is of. */
    public boolean apIsBlank() {
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

    private Map<String, Double> figures(Curves outcome, int... categories) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            values.put(metric.name(), metric.of(outcome, categories));
        }
        return values;
    }

    private List<Map<String, Object>> perCategory(Curves outcome) {
        List<Map<String, Object>> categories = new ArrayList<>();
        for (int k = 0; k < outcome.categories().size(); k++) {
            Category category = outcome.categories().get(k);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", category.id());
            entry.put("name", category.name());
            entry.putAll(figures(outcome, k));
            categories.add(entry);
        }
        return categories;
    }

    private Map<String, Object> json(Curves outcome) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("metrics", figures(outcome, outcome.all()));
        if (rules.useCategories()) {
            json.put("per_category", perCategory(outcome));
        }
        return json;
    }

    /** All figures as one line of JSON, with its end. */
    public String toJson() {
        Summary json = new Summary();
        for (Map.Entry<String, Object> entry : json(all).entrySet()) {
            json.add(entry.getKey(), entry.getValue());
        }
        if (!slices.isEmpty()) {
            Map<String, Object> bySlice = new LinkedHashMap<>();
            slices.forEach((name, outcome) -> bySlice.put(name, json(outcome)));
            json.add("slices", bySlice);
        }
        return json.addAll(summary).toJson() + "\n";
    }

    /**
     * The figures as tables.
     *
     * @param perCategory whether each category has a line
     */
    public String toText(boolean perCategory) {
        StringBuilder text = new StringBuilder();
        addTable(text, all, perCategory);
        for (Map.Entry<String, Curves> slice : slices.entrySet()) {
            text.append('\n').append(Escape.line(slice.getKey())).append('\n');
            addTable(text, slice.getValue(), perCategory);
        }
        return text.append(summary.toText()).toString();
    }

    private void addTable(StringBuilder text, Curves outcome, boolean perCategory) {
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
            text.append(padded(Escape.line(category.label()), NAME_WIDTH));
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
    public void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out).add("slice").add("category_id").add("category");
        for (Metric metric : metrics) {
            csv.add(metric.name());
        }
        if (analysis != null) {
            AnalysisReport.addHeader(csv);
        }
        csv.row();
        addRows(csv, "", all);
        for (Map.Entry<String, Curves> slice : slices.entrySet()) {
            addRows(csv, slice.getKey(), slice.getValue());
        }
        csv.end();
    }

    private void addRows(Csv csv, String slice, Curves outcome) throws IOException {
        addFigures(csv.add(slice).add("").add(""), figures(outcome, outcome.all()));
        endRow(csv, outcome, -1);
        for (int k = 0; k < outcome.categories().size() && rules.useCategories(); k++) {
            Category category = outcome.categories().get(k);
            addFigures(csv.add(slice).add(category.id().text()).add(category.name()), figures(outcome, k));
            endRow(csv, outcome, k);
        }
    }

    private static void addFigures(Csv csv, Map<String, Double> figures) throws IOException {
        for (double figure : figures.values()) {
            csv.add(figure);
        }
    }

    /** Slices are not analysed. */
    private void endRow(Csv csv, Curves outcome, int k) throws IOException {
        if (analysis != null && outcome == all) {
            analysis.addCells(csv, k);
        } else if (analysis != null) {
            AnalysisReport.addNothing(csv);
        }
        csv.row();
    }

    /** Writes what was taken for what: as a list of counts if the file's name ends in .json, else as a table. */
    public static void writeConfusion(String name, OutputStream out, Confusion confusion) throws IOException {
        if (Json.isName(name)) {
            writeConfusionJson(out, confusion);
        } else {
            writeConfusion(out, confusion);
        }
    }

    /** A row a category of the truths, a column a category of the detections; the last of each is for none. */
    public static void writeConfusion(OutputStream out, Confusion confusion) throws IOException {
        List<String> names = new ArrayList<>();
        for (Category category : confusion.categories()) {
            names.add(category.label());
        }
        names.add("");
        Csv csv = new Csv(out).add("truth");
        for (String name : names) {
            csv.add(name);
        }
        csv.row();
        for (int k = 0; k < names.size(); k++) {
            csv.add(names.get(k));
            for (long count : confusion.row(k)) {
                csv.add(count);
            }
            csv.row();
        }
        csv.end();
    }

    /** Writes the counts that are not 0, one a line: where there are many categories, few are. */
    public static void writeConfusionJson(OutputStream out, Confusion confusion) throws IOException {
        List<Category> categories = confusion.categories();
        String before = "[\n";
        for (int k = 0; k <= categories.size(); k++) {
            for (Map.Entry<Integer, Long> cell : confusion.counts(k).entrySet()) {
                Map<String, Object> line = new LinkedHashMap<>();
                addCategory(line, "truth", categories, k);
                addCategory(line, "detection", categories, cell.getKey());
                line.put("count", cell.getValue());
                out.write((before + Json.write(line)).getBytes(StandardCharsets.UTF_8));
                before = ",\n";
            }
        }
        out.write((before.equals(",\n") ? "\n]\n" : "[]\n").getBytes(StandardCharsets.UTF_8));
    }

    /** @param k index of the category; the number of categories for none */
    private static void addCategory(Map<String, Object> line, String side, List<Category> categories, int k) {
        Category category = k == categories.size() ? null : categories.get(k);
        line.put(side + "_id", category == null ? null : category.id());
        line.put(side, category == null ? null : category.label());
    }
}
