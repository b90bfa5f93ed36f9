package dev.copra.report.validation;

import dev.copra.coco.dialect.Dialect;
import dev.copra.coco.dialect.Exporter;
import dev.copra.io.Remedy;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import dev.copra.validate.Codes;
import dev.copra.validate.Sources;
import dev.copra.validate.Validation;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** For people: grouped by code, the worst first, the first places of each. */
public final class TextReport {
    private final int places;
    private final Function<Remedy, String> words;

    /**
     * @param places how many of each code to show
     * @param words what to say of a remedy, after a semicolon; null to leave out what to do next
     */
    public TextReport(int places, Function<Remedy, String> words) {
        this.places = places;
        this.words = words;
    }

    String write(Outcome.Checked checked) {
        StringBuilder text = new StringBuilder();
        List<Code> codes = checked.findings().codes();
        codes.stream().filter(code -> !code.overall()).forEach(code -> group(text, checked, code));
        List<Code> overall = codes.stream().filter(Code::overall).toList();
        for (Code code : overall) {
            String message = checked.findings().of(code).get(0).message();
            line(text, code.severity() + " " + code.name() + ": " + message);
        }
        text.append(overall.isEmpty() ? "" : "\n");
        line(text, summary(checked));
        if (words != null && checked.total() > 0) {
            line(text, hint(checked));
        }
        return text.toString();
    }

    private void group(StringBuilder text, Outcome.Checked checked, Code code) {
        long count = checked.findings().count(code);
        line(text, code.severity() + " " + code.name() + " (" + count + "): " + code.title());
        List<Finding> findings = checked.findings().of(code);
        for (Finding finding : findings.subList(0, Math.min(places, findings.size()))) {
            String pointer = finding.place().pointer();
            String subject = finding.place().subject();
            String where = pointer.isEmpty() ? "" : pointer + (subject.isEmpty() ? ": " : " (" + subject + "): ");
            text.append("  ");
            line(text, checked.at(finding.place()) + ": " + where + finding.message());
        }
        if (count > places) {
            text.append("  ... ").append(count - places).append(" more\n");
        }
        text.append('\n');
    }

    private static void line(StringBuilder text, String line) {
        text.append(Escape.line(line)).append('\n');
    }

    private static String summary(Outcome.Checked checked) {
        Findings findings = checked.findings();
        String known = findings.known() > 0
                ? "; " + findings.known() + (findings.known() == 1 ? " is" : " are") + " known from the baseline"
                : "";
        return checked.file() + ": " + (checked.total() == 0 ? "nothing found" : severities(List.of(checked))) + known
                + " (" + kind(checked.summary())
                + Summary.count(checked.summary().images(), "image") + ", "
                + Summary.count(checked.summary().annotations(), "annotation") + ", "
                + Summary.count(checked.summary().categories(), "category", "categories") + ")";
    }

    /** What the file is and who wrote it, as far as it is known, and a colon. */
    private static String kind(Validation.Summary summary) {
        Dialect dialect = summary.dialect();
        Exporter exporter = summary.exporter();
        return dialect == Dialect.UNKNOWN
                ? ""
                : dialect.text() + (exporter == null ? "" : " by " + exporter.text()) + ": ";
    }

    /** What several inputs have together. */
    public static String total(List<Outcome> outcomes) {
        long unreadable = outcomes.stream()
                .filter(outcome -> outcome instanceof Outcome.Unreadable)
                .count();
        return Summary.count(outcomes.size(), "file") + ": " + severities(outcomes)
                + (unreadable > 0 ? "; " + Summary.count(unreadable, "file") + " could not be read" : "") + "\n";
    }

    private static String severities(List<? extends Outcome> outcomes) {
        return Summary.count(sum(outcomes, Severity.ERROR), "error") + ", "
                + Summary.count(sum(outcomes, Severity.WARNING), "warning") + ", "
                + Summary.count(sum(outcomes, Severity.INFO), "note");
    }

    private static long sum(List<? extends Outcome> outcomes, Severity severity) {
        return outcomes.stream().mapToLong(outcome -> outcome.count(severity)).sum();
    }

    private String hint(Outcome.Checked checked) {
        long all = checked.total();
        long safe = checked.fixable(Code.Repair.SAFE);
        long unsafe = checked.fixable(Code.Repair.UNSAFE);
        long assumed = checked.fixable(Code.Repair.ASSUMED);
        List<String> parts = new ArrayList<>();
        if (safe > 0) {
            parts.add("'copra fix' can fix " + share(safe, all));
        }
        if (assumed > 0) {
            parts.add("an unsafe fix can change what " + share(assumed, all) + " are about");
        }
        if (unsafe > 0) {
            parts.add("an unsafe fix can drop the records of " + share(unsafe, all));
        }
        String behind = (assumed + unsafe > 0 ? words.apply(Remedy.UNSAFE_FIXES) : "") + words.apply(Remedy.EXPLAIN);
        String text = String.join("; ", parts) + behind;
        return text.startsWith("; ") ? text.substring(2) : text;
    }

    private static String share(long part, long all) {
        return part + " of " + Summary.count(all, "finding");
    }

    /** Says which findings are only counted, a line a code. */
    public static List<String> notListed(String file, Findings findings) {
        return findings.notListed().entrySet().stream()
                .map(more -> file + ": " + more.getValue() + " more findings of " + more.getKey()
                        + " are counted but not listed; the first " + Findings.KEPT_OF_EACH_CODE + " are")
                .toList();
    }

    /** All codes, a line each. */
    public static String codes() {
        StringBuilder text = new StringBuilder();
        for (Code code : Codes.ALL) {
            text.append(String.format("%-8s %-28s %s%n", code.severity(), code.name(), code.title()));
        }
        return text.toString();
    }

    /** Everything about a code. */
    public static String explain(Code code) {
        String fix = switch (code.repair()) {
            case NONE -> "";
            case SAFE -> "\nFix: copra fix " + code.fix() + ".\n";
            case ASSUMED, UNSAFE -> "\nUnsafe fix: copra fix " + code.fix() + ".\n";
        };
        return code.name() + " (" + code.severity() + "): " + code.title() + "\n\n" + code.why() + "\n" + fix
                + "\nSource: " + Sources.of(code) + ".\n";
    }
}
