package dev.copra.report.validation;

import dev.copra.io.Failures;
import dev.copra.io.Input;
import dev.copra.json.JsonException;
import dev.copra.validate.Codes;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.util.List;

/** What became of an input. */
public sealed interface Outcome {
    /** The input's name, as it was given. */
    String file();

    /** How many findings of a severity it has. */
    long count(Severity severity);

    /** Checks an input. @param findings receives what is found */
    static Outcome of(Input input, ValidationOptions options, Findings findings) {
        String reason;
        try {
            return new Checked(input.name(), Validation.run(input, options, findings), findings, options);
        } catch (JsonException e) {
            reason = e.getMessage();
        } catch (IOException e) {
            reason = Failures.describe(e);
        }
        String prefix = input.name() + ": ";
        return new Unreadable(input.name(), reason.startsWith(prefix) ? reason.substring(prefix.length()) : reason);
    }

    /**
     * It was read and checked.
     *
     * @param options what was to be checked
     */
    record Checked(String file, Validation.Summary summary, Findings findings, ValidationOptions options)
            implements Outcome {
        @Override
        public long count(Severity severity) {
            return findings.count(severity);
        }

        /** All findings, those of the baseline not among them. */
        long total() {
            return count(Severity.ERROR) + count(Severity.WARNING) + count(Severity.INFO);
        }

        /** How many findings {@code copra fix} can do something about. */
        long fixable(Code.Repair repair) {
            return findings.codes().stream()
                    .filter(code -> code.repair() == repair)
                    .mapToLong(findings::count)
                    .sum();
        }

        /** The codes whose checks were made. */
        List<Code> made() {
            return Codes.lookedFor(summary.kind(), options).stream()
                    .filter(code -> findings.wants(code) || findings.count(code) > 0)
                    .toList();
        }

        /** The place as compilers print it: {@code file:line:column}. */
        String at(Place place) {
            return place.line() > 0 ? file + ":" + place.line() + ":" + place.column() : file;
        }
    }

    /**
     * It could not be read.
     *
     * @param reason why not, in one line that does not name the file
     */
    record Unreadable(String file, String reason) implements Outcome {
        @Override
        public long count(Severity severity) {
            return 0;
        }
    }
}
