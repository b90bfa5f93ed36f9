package dev.copra.report;

import dev.copra.model.Inspection;
import dev.copra.model.Port;
import dev.copra.model.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a model is taken for, why, and how it would be used. */
public final class ModelReport {
    /** So much of a long value, such as the names of 80 categories, is shown as text. */
    private static final int SHOWN = 60;

    private ModelReport() {}

    public static Summary of(String file, Inspection inspection) {
        Summary summary = new Summary().add("file", file);
        boolean known = inspection.family() != null;
        summary.add("family", known ? inspection.family().id() : null);
        summary.line(file + ": " + (known ? inspection.family().description() : "no known family of models"));
        if (known) {
            summary.line("family      " + inspection.family().id());
        }
        summary.add("reason", inspection.reason(), "because     " + inspection.reason());
        ports(summary, "inputs", inspection.signature().inputs());
        ports(summary, "outputs", inspection.signature().outputs());
        summary.add("metadata", inspection.signature().metadata());
        inspection.signature().metadata().forEach((key, value) -> summary.line("metadata    " + key + " = " + value));
        if (known) {
            settings(summary, inspection);
        }
        return summary;
    }

    private static void settings(Summary summary, Inspection inspection) {
        Map<String, String> used = inspection.settings().toMap();
        summary.add("settings", used).line("settings, each of them an override:");
        Settings.NAMES.forEach((name, meaning) -> {
            String value = name.equals("family") ? inspection.family().id() : used.getOrDefault(name, "-");
            value = value.length() > SHOWN ? value.substring(0, SHOWN - 3) + "..." : value;
            summary.line(String.format("  %-10s%-30s%s", name, value, meaning));
        });
    }

    private static void ports(Summary summary, String name, Map<String, Port> ports) {
        List<Map<String, Object>> values = new ArrayList<>();
        boolean first = true;
        for (Port port : ports.values()) {
            values.add(Map.of("name", port.name(), "type", port.type().toString(), "shape", port.shape()));
            summary.line(String.format("%-12s%s", first ? name : "", port));
            first = false;
        }
        summary.add(name, values);
    }
}
