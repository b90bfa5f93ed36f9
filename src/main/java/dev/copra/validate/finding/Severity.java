package dev.copra.validate.finding;

import java.util.Locale;

/** How bad a finding is. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Legal, but likely not meant. */
    WARNING,
    /** Readers refuse it, drop it, or score it wrongly without a word. */
    ERROR;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
