package dev.copra.report.evaluation;

import dev.copra.evaluate.compare.Comparison;
import dev.copra.evaluate.compare.Difference;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.read.Category;
import dev.copra.report.Csv;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Several results against the first of them, as text, JSON and CSV.
 *
 * @param names of all results, the first included
 */
public record ComparisonReport(Comparison comparison, List<String> names) {

    /** The figures. @param perCategory whether the text has a table of the categories */
    public Summary summary(boolean perCategory) {
        Summary summary = new Summary();
        Comparison.Options options = comparison.options();
        summary.add("first", names.get(0));
        summary.add("images", comparison.images());
        summary.add("samples", options.samples());
        summary.add("seed", options.seed());
        summary.add("confidence", options.confidence());
        List<Map<String, Object>> others = new ArrayList<>();
        for (int x = 0; x < comparison.others().size(); x++) {
            Comparison.Other other = comparison.others().get(x);
            String name = names.get(x + 1);
            if (x > 0) {
                summary.line("");
            }
            summary.line(name + " against " + names.get(0));
            summary.line("");
            addTable(summary, "figure", metricNames(), other.all());
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("results", name);
            json.put("metrics", metrics(other.all()));
            if (comparison.rules().useCategories()) {
                json.put("per_category", categories(other));
                if (perCategory) {
                    addCategories(summary, other);
                }
            }
            others.add(json);
        }
        summary.add("comparisons", others);
        summary.line("");
        return summary.line(String.format(
                Locale.ROOT,
                "%s of %s, seed %d; intervals hold %s%% of them",
                Summary.count(options.samples(), "sample"),
                Summary.count(comparison.images(), "image"),
                options.seed(),
                percent(options.confidence())));
    }

    private static String percent(double share) {
        return new java.math.BigDecimal(Double.toString(share))
                .movePointRight(2)
                .stripTrailingZeros()
                .toPlainString();
    }

    private List<String> metricNames() {
        return comparison.metrics().stream().map(Metric::name).toList();
    }

    private void addCategories(Summary summary, Comparison.Other other) {
        List<String> labels =
                comparison.categories().stream().map(Category::label).toList();
        summary.line("");
        String figure = comparison.metrics().get(0).name();
        addTable(
                summary,
                figure + " of category",
                labels,
                other.byCategory().stream().map(all -> all.get(0)).toList());
    }

    private static void addTable(Summary summary, String title, List<String> names, List<Difference> differences) {
        summary.line(EvaluationReport.padded(title, EvaluationReport.NAME_WIDTH)
                + "   first   other  difference         interval  better      p");
        for (int i = 0; i < names.size(); i++) {
            summary.line(
                    EvaluationReport.padded(names.get(i), EvaluationReport.NAME_WIDTH) + cells(differences.get(i)));
        }
    }

    private static String cells(Difference of) {
        String figures = String.format("%8s%8s", number(of.first()), number(of.value()));
        if (of.samples() == 0) {
            return figures + String.format("%12s%17s%8s%7s", "-", "-", "-", "-");
        }
        return figures
                + String.format(
                        "%12s%17s%8s%7s",
                        signed(of.difference()),
                        signed(of.low()) + " " + signed(of.high()),
                        Metric.rounded(100 * of.better(), 1) + "%",
                        Metric.rounded(of.p(), 3));
    }

    private static String number(double value) {
        return Metric.rounded(value, 3);
    }

    private static String signed(double value) {
        String rounded = Metric.rounded(value, 4);
        return value < 0 && rounded.startsWith("-") || value == 0 ? rounded : (value < 0 ? "-" : "+") + rounded;
    }

    private Map<String, Object> metrics(List<Difference> differences) {
        Map<String, Object> metrics = new LinkedHashMap<>();
        for (int i = 0; i < differences.size(); i++) {
            Difference of = differences.get(i);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("first", Json.finite(of.first()));
            entry.put("value", Json.finite(of.value()));
            entry.put("difference", Json.finite(of.difference()));
            entry.put("low", Json.finite(of.low()));
            entry.put("high", Json.finite(of.high()));
            entry.put("better", Json.finite(of.better()));
            entry.put("p", Json.finite(of.p()));
            entry.put("samples", of.samples());
            metrics.put(comparison.metrics().get(i).name(), entry);
        }
        return metrics;
    }

    private List<Map<String, Object>> categories(Comparison.Other other) {
        List<Map<String, Object>> categories = new ArrayList<>();
        for (int k = 0; k < comparison.categories().size(); k++) {
            Category category = comparison.categories().get(k);
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("id", category.id());
            entry.put("name", category.name());
            entry.put("metrics", metrics(other.byCategory().get(k)));
            categories.add(entry);
        }
        return categories;
    }

    /** Writes a row for each of the results, each category and each figure. */
    public void writeCsv(OutputStream out) throws IOException {
        Csv csv = new Csv(out);
        String header = "results,category_id,category,figure,first,value,difference,low,high,better,p,samples";
        for (String column : header.split(",")) {
            csv.add(column);
        }
        csv.row();
        for (int x = 0; x < comparison.others().size(); x++) {
            Comparison.Other other = comparison.others().get(x);
            addRows(csv, names.get(x + 1), "", "", other.all());
            for (int k = 0;
                    k < comparison.categories().size() && comparison.rules().useCategories();
                    k++) {
                Category category = comparison.categories().get(k);
                addRows(
                        csv,
                        names.get(x + 1),
                        category.id().text(),
                        category.name(),
                        other.byCategory().get(k));
            }
        }
        csv.end();
    }

    private void addRows(Csv csv, String results, String id, String category, List<Difference> differences)
            throws IOException {
        for (int i = 0; i < differences.size(); i++) {
            Difference of = differences.get(i);
            csv.add(results)
                    .add(id)
                    .add(category)
                    .add(comparison.metrics().get(i).name());
            csv.measured(of.first()).measured(of.value()).measured(of.difference());
            csv.measured(of.low()).measured(of.high()).measured(of.better()).measured(of.p());
            csv.add(of.samples()).row();
        }
    }
}
