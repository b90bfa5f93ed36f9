package dev.copra.report.model;

import dev.copra.model.Inspection;
import dev.copra.model.Trial;
import dev.copra.model.graph.Port;
import dev.copra.model.setting.Settings;
import dev.copra.report.Summary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a model is taken for, why, and how it would be used. */
public final class ModelReport {
    /** So much of a long value, such as the names of 80 categories, is shown as text. */
    private static final int SHOWN = 60;

    private ModelReport() {}

    /**
     * What is told of a model.
     *
     * @param file its name
     */
    public static Summary of(String file, Inspection inspection) {
        Summary summary = new Summary().add("file", file);
        boolean known = inspection.family() != null;
        summary.add("family", known ? inspection.family().id() : null);
        summary.line(file + ": " + (known ? inspection.family().description() : "no known family of models"));
        if (known) {
            summary.line("family      " + inspection.family().id());
        }
        summary.add("reason", inspection.reason(), "because     " + inspection.reason());
        ports(summary, "inputs", inspection.signature().inputs(), Map.of());
        ports(
                summary,
                "outputs",
                inspection.signature().outputs(),
                inspection.signature().operators());
        summary.add("metadata", inspection.signature().metadata());
        inspection.signature().metadata().forEach((key, value) -> summary.line("metadata    " + key + " = " + value));
        if (known) {
            settings(summary, inspection);
        }
        return summary;
    }

    private static void settings(Summary summary, Inspection inspection) {
        Map<String, String> used = inspection.settings().toMap();
        summary.add("settings", used)
                .add("sources", inspection.sources())
                .line("settings, with what decided each; each can be overridden:");
        Settings.NAMES.forEach((name, meaning) -> {
            String value = name.equals("family") ? inspection.family().id() : used.getOrDefault(name, "-");
            value = value.length() > SHOWN ? value.substring(0, SHOWN - 3) + "..." : value;
            String source = inspection.sources().getOrDefault(name, "family");
            summary.line(String.format("  %-14s%-30s%-8s%s", name, value, source, meaning));
        });
    }

    /** Adds what a dry run has shown. */
    public static void add(Summary summary, Trial trial) {
        List<Map<String, Object>> parts = new ArrayList<>();
        summary.line(
                "dry run on a drawn picture of " + trial.picture().width + " x " + trial.picture().height + " pixels:");
        for (Trial.Part part : trial.parts()) {
            parts.add(Map.of(
                    "file", part.file(), "runs", part.runs(), "seconds", part.seconds(), "outputs", part.outputs()));
            summary.line(String.format(
                    Locale.ROOT,
                    "  %s: %s, %.3f seconds",
                    part.file(),
                    Summary.count(part.runs(), "run"),
                    part.seconds()));
            part.outputs().forEach(range -> summary.line("    " + text(range)));
        }
        summary.add("runs", parts);
        List<Map<String, Object>> found = new ArrayList<>();
        for (Trial.Found one : trial.found()) {
            Map<String, Object> values = new LinkedHashMap<>();
            List<Double> box = one.bbox();
            values.put("bbox", box);
            values.put("area", one.area());
            values.put("score", Double.isFinite(one.score()) ? one.score() : null);
            values.put("category", one.category());
            found.add(values);
            summary.line(String.format(
                    Locale.ROOT,
                    "  mask of %d pixels in the box [%.0f, %.0f, %.0f, %.0f]%s%s",
                    one.area(),
                    box.get(0),
                    box.get(1),
                    box.get(2),
                    box.get(3),
                    Double.isFinite(one.score()) ? String.format(Locale.ROOT, ", score %.3f", one.score()) : "",
                    one.category() == null ? "" : ", " + one.category()));
        }
        summary.add("masks", found);
        if (found.isEmpty()) {
            summary.line("  no mask");
        }
    }

    private static String text(Trial.Range range) {
        String shape = range.name() + " " + range.type() + " " + range.shape();
        String numbers = Double.isNaN(range.least())
                ? "no number"
                : String.format(Locale.ROOT, "from %.4g to %.4g", range.least(), range.most());
        return shape + ": " + numbers + (range.notFinite() > 0 ? ", " + range.notFinite() + " not finite" : "");
    }

    private static void ports(Summary summary, String name, Map<String, Port> ports, Map<String, String> operators) {
        List<Map<String, Object>> values = new ArrayList<>();
        boolean first = true;
        for (Port port : ports.values()) {
            values.add(Map.of("name", port.name(), "type", port.type().toString(), "shape", port.shape()));
            String operator = operators.get(port.name());
            summary.line(String.format(
                    "%-12s%s%s", first ? name : "", port, operator == null ? "" : ", computed by " + operator));
            first = false;
        }
        summary.add(name, values);
    }
}
