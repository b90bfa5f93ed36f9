package dev.copra.report.validation;

import dev.copra.io.Output;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

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
            throw new IllegalArgumentException("is none of sarif=FILE, junit=FILE, csv=FILE, github");
        }
        return new ReportFile(kind, parts.length == 2 ? parts[1] : null);
    }

    /** Whether it goes to standard output by its name. */
    public boolean isStandard() throws IOException {
        return file != null && Output.isStandard(file);
    }

    /**
     * Writes it.
     *
     * @param standardOutput for the name {@code -}
     * @param answer where a report without a file goes
     */
    public void write(
            OutputStream standardOutput, OutputStream answer, List<Outcome> outcomes, FailOn failOn, String version)
            throws IOException {
        Output.Content content = out -> kind.write(out, outcomes, failOn.severity(), version);
        if (file == null) {
            content.writeTo(answer);
        } else {
            Output.write(file, standardOutput, content);
        }
    }
}
