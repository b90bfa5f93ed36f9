package dev.copra.validate.report;

import dev.copra.validate.Severity;
import java.io.IOException;
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
     * The text of the report.
     *
     * @param outcomes one a file
     * @param failing the least severity that fails the run
     * @param version of Copra
     */
    public String write(List<Outcome> outcomes, Severity failing, String version) throws IOException {
        return switch (this) {
            case SARIF -> SarifReport.write(outcomes, version);
            case JUNIT -> JUnitReport.write(outcomes, failing);
            case CSV -> CsvReport.write(outcomes);
            case GITHUB -> GitHubReport.write(outcomes);
        };
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
