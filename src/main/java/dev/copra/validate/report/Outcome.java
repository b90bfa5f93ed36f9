package dev.copra.validate.report;

import dev.copra.validate.Findings;
import dev.copra.validate.Place;
import dev.copra.validate.Severity;
import dev.copra.validate.Validation;

/**
 * What a validation found in a file.
 *
 * @param file its name, as it was given
 */
public record Outcome(String file, Validation.Summary summary, Findings findings) {

    /** The place as compilers print it: {@code file:line:column}. */
    String at(Place place) {
        return place.line() > 0 ? file + ":" + place.line() + ":" + place.column() : file;
    }

    /** How many findings of a severity, as words. */
    String count(Severity severity) {
        long count = findings.count(severity);
        String noun = severity == Severity.INFO ? "note" : severity.toString();
        return count == 1 ? "1 " + noun : count + " " + noun + "s";
    }
}
