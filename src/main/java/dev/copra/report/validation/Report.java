package dev.copra.report.validation;

import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** A file that a CI system reads. */
public enum Report {
    /** SARIF 2.1.0, for code scanning. */
    SARIF,
    /** JUnit's XML: a test case a code. */
    JUNIT,
    /** A table with a row a finding. */
    CSV,
    /** Workflow commands on the output, which GitHub shows beside the files. */
    GITHUB;

    /**
     * Writes the report in UTF-8.
     *
     * @param outcomes one a file
     * @param failing the least severity that fails the run
     * @param version of Copra
     */
    public void write(OutputStream out, List<Outcome> outcomes, Severity failing, String version) throws IOException {
        switch (this) {
            case SARIF -> write(out, SarifReport.write(outcomes, version));
            case JUNIT -> JUnitReport.write(out, outcomes, failing);
            case CSV -> CsvReport.write(out, outcomes);
            case GITHUB -> write(out, GitHubReport.write(outcomes));
        }
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The report of this name, or null. */
    public static Report named(String name) {
        for (Report report : values()) {
            if (report.name().toLowerCase(Locale.ROOT).equals(name)) {
                return report;
            }
        }
        return null;
    }
}
