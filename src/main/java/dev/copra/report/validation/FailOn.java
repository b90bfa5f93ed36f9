package dev.copra.report.validation;

import dev.copra.validate.finding.Severity;
import java.util.List;

/** The least severe finding that makes the answer no. */
public enum FailOn {
    /** Errors make it no. */
    ERROR,
    /** Errors and warnings make it no. */
    WARNING,
    /** Nothing does. */
    NEVER;

    /** The severity of what reports call a failure. */
    public Severity severity() {
        return this == WARNING ? Severity.WARNING : Severity.ERROR;
    }

    /** Whether the answer is no. */
    public boolean fails(List<Outcome> outcomes) {
        long errors = outcomes.stream().mapToLong(o -> o.count(Severity.ERROR)).sum();
        long warnings =
                outcomes.stream().mapToLong(o -> o.count(Severity.WARNING)).sum();
        return this != NEVER && errors + (this == WARNING ? warnings : 0) > 0;
    }
}
