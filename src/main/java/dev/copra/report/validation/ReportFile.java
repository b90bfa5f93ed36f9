package dev.copra.report.validation;

/**
 * A report and where it goes.
 *
 * @param file null for a report on the output itself
 */
public record ReportFile(Report kind, String file) {
    /** Reads {@code KIND=FILE}, or {@code github}. @throws IllegalArgumentException if it is something else */
    public static ReportFile parse(String text) {
        String[] parts = text.split("=", 2);
        Report kind = Report.named(parts[0]);
        if (kind == null || (kind == Report.GITHUB) == (parts.length == 2) || text.endsWith("=")) {
            throw new IllegalArgumentException(text + ": write sarif=FILE, junit=FILE, csv=FILE or github");
        }
        return new ReportFile(kind, parts.length == 2 ? parts[1] : null);
    }
}
