package dev.copra.validate.report;

import dev.copra.validate.Code;
import dev.copra.validate.Finding;
import dev.copra.validate.Severity;
import java.util.List;

/** For people: grouped by code, the worst first, the first places of each. */
public final class TextReport {
    private final int places;

    /** @param places how many of each code to show */
    public TextReport(int places) {
        this.places = places;
    }

    public String write(Outcome outcome) {
        StringBuilder text = new StringBuilder();
        for (Code code : outcome.findings().codes()) {
            group(text, outcome, code);
        }
        text.append(summary(outcome));
        return text.toString();
    }

    private void group(StringBuilder text, Outcome outcome, Code code) {
        long count = outcome.findings().count(code);
        text.append(code.severity()).append(' ').append(code.name());
        text.append(" (").append(count).append("): ").append(code.title()).append('\n');
        List<Finding> findings = outcome.findings().of(code);
        for (Finding finding : findings.subList(0, Math.min(places, findings.size()))) {
            String subject = finding.place().subject();
            text.append("  ").append(outcome.at(finding.place())).append(": ");
            if (!finding.place().pointer().isEmpty()) {
                text.append(finding.place().pointer())
                        .append(subject.isEmpty() ? "" : " (" + subject + ")")
                        .append(": ");
            }
            text.append(finding.message()).append('\n');
        }
        if (count > places) {
            text.append("  ... ").append(count - places).append(" more\n");
        }
        text.append('\n');
    }

    private static String summary(Outcome outcome) {
        StringBuilder text = new StringBuilder(outcome.file()).append(": ");
        long all = outcome.findings().codes().stream()
                .mapToLong(outcome.findings()::count)
                .sum();
        if (all == 0) {
            text.append("nothing found");
        } else {
            text.append(outcome.count(Severity.ERROR)).append(", ").append(outcome.count(Severity.WARNING));
            text.append(", ").append(outcome.count(Severity.INFO));
        }
        if (outcome.findings().known() > 0) {
            text.append("; ").append(outcome.findings().known()).append(" known from the baseline");
        }
        text.append(" (")
                .append(count(outcome.summary().images(), "image", "images"))
                .append(", ")
                .append(count(outcome.summary().annotations(), "annotation", "annotations"))
                .append(", ")
                .append(count(outcome.summary().categories(), "category", "categories"))
                .append(")\n");
        if (all > 0) {
            text.append("'copra validate --explain CODE' says more about a code");
            long mendable = outcome.findings().codes().stream()
                    .filter(code -> code.repair() == Code.Repair.SAFE)
                    .count();
            if (mendable > 0) {
                text.append("; 'copra fix' can mend ").append(mendable).append(" of them");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String count(long count, String one, String several) {
        return count + " " + (count == 1 ? one : several);
    }

    /** Everything about a code. */
    public static String explain(Code code) {
        String fix = switch (code.repair()) {
            case NONE -> "";
            case SAFE -> "\nFix: copra fix " + code.fix() + ".\n";
            case UNSAFE -> "\nFix: copra fix --unsafe " + code.fix() + ".\n";
        };
        return code.name() + " (" + code.severity() + "): " + code.title() + "\n\n" + code.why() + "\n" + fix;
    }
}
