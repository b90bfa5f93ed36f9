package dev.copra.validate.report;

import dev.copra.validate.Code;
import dev.copra.validate.Finding;
import dev.copra.validate.Severity;
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
        for (int round = 0; round < MOST; round++) {
            for (Outcome outcome : outcomes) {
                round(text, outcome, round, shown);
            }
        }
        return text.toString();
    }

    private static void round(StringBuilder text, Outcome outcome, int round, Map<Severity, Integer> shown) {
        for (Code code : outcome.findings().codes()) {
            int before = shown.getOrDefault(code.severity(), 0);
            if (before < MOST && round < outcome.findings().of(code).size()) {
                shown.put(code.severity(), before + 1);
                command(text, outcome.file(), outcome.findings().of(code).get(round));
            }
        }
    }

    private static void command(StringBuilder text, String file, Finding finding) {
        Severity severity = finding.code().severity();
        text.append("::").append(severity == Severity.INFO ? "notice" : severity.toString());
        text.append(" file=").append(property(file));
        if (finding.place().line() > 0) {
            text.append(",line=")
                    .append(finding.place().line())
                    .append(",col=")
                    .append(finding.place().column());
        }
        text.append(",title=")
                .append(property("copra " + finding.code().name()))
                .append("::");
        String subject = finding.place().subject();
        text.append(data(finding.place().pointer() + (subject.isEmpty() ? ": " : " (" + subject + "): ")));
        text.append(data(finding.message())).append('\n');
    }

    /** What the runner unescapes (actions/toolkit, command.ts). */
    private static String data(String value) {
        return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String value) {
        return data(value).replace(":", "%3A").replace(",", "%2C");
    }
}
