package dev.copra.report.validation;

import dev.copra.report.Escape;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Severity;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** GitHub's workflow commands. It shows ten annotations of each severity a step; the first of each code go first. */
final class GitHubReport {
    private static final int MOST = 10;

    private GitHubReport() {}

    static String write(List<Outcome> outcomes) {
        StringBuilder text = new StringBuilder();
        Map<Severity, Integer> shown = new EnumMap<>(Severity.class);
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Unreadable unreadable) {
                command(text, Severity.ERROR, unreadable.file(), "", "unreadable", unreadable.reason());
                shown.merge(Severity.ERROR, 1, Integer::sum);
            }
        }
        for (int round = 0; round < MOST; round++) {
            for (Outcome outcome : outcomes) {
                if (outcome instanceof Outcome.Checked checked) {
                    round(text, checked, round, shown);
                }
            }
        }
        return text.toString();
    }

    private static void round(StringBuilder text, Outcome.Checked checked, int round, Map<Severity, Integer> shown) {
        for (Code code : checked.findings().codes()) {
            int before = shown.getOrDefault(code.severity(), 0);
            if (before < MOST && round < checked.findings().of(code).size()) {
                shown.put(code.severity(), before + 1);
                finding(text, checked.file(), checked.findings().of(code).get(round));
            }
        }
    }

    private static void finding(StringBuilder text, String file, Finding finding) {
        long line = finding.place().line();
        String at = line > 0 ? ",line=" + line + ",col=" + finding.place().column() : "";
        String subject = finding.place().subject();
        String where = finding.place().pointer() + (subject.isEmpty() ? ": " : " (" + subject + "): ");
        command(text, finding.code().severity(), file, at, finding.code().name(), where + finding.message());
    }

    private static void command(
            StringBuilder text, Severity severity, String file, String at, String title, String message) {
        text.append("::").append(severity == Severity.INFO ? "notice" : severity.toString());
        text.append(" file=").append(Escape.githubProperty(file)).append(at);
        text.append(",title=").append(Escape.githubProperty("copra " + title));
        text.append("::").append(Escape.githubMessage(message)).append('\n');
    }
}
