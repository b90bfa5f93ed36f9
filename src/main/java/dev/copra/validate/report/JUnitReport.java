package dev.copra.validate.report;

import dev.copra.validate.Code;
import dev.copra.validate.Codes;
import dev.copra.validate.Finding;
import dev.copra.validate.Severity;
import java.util.List;

/** JUnit's XML as Jenkins, GitLab and GitHub actions read it: a test case a code, which fails if the code was found. */
final class JUnitReport {
    private static final int PLACES = 100;

    private JUnitReport() {}

    static String write(List<Outcome> outcomes, Severity failing) {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        long failures = outcomes.stream()
                .mapToLong(outcome -> failures(outcome, failing))
                .sum();
        xml.append("<testsuites name=\"copra validate\"")
                .append(counts(outcomes.size(), failures))
                .append(">\n");
        outcomes.forEach(outcome -> suite(xml, outcome, failing));
        return xml.append("</testsuites>\n").toString();
    }

    private static long failures(Outcome outcome, Severity failing) {
        return outcome.findings().codes().stream()
                .filter(code -> code.severity().compareTo(failing) >= 0)
                .count();
    }

    private static String counts(int suites, long failures) {
        return " tests=\"" + (long) suites * Codes.ALL.size() + "\" failures=\"" + failures
                + "\" errors=\"0\" time=\"0\"";
    }

    private static void suite(StringBuilder xml, Outcome outcome, Severity failing) {
        List<Code> found = outcome.findings().codes();
        xml.append("  <testsuite name=\"").append(escape(outcome.file())).append('"');
        xml.append(counts(1, failures(outcome, failing))).append(">\n");
        for (Code code : Codes.ALL) {
            xml.append("    <testcase classname=\"copra.validate\" name=\"")
                    .append(code.name())
                    .append("\" time=\"0\"");
            if (found.contains(code)) {
                xml.append(">\n");
                found(xml, outcome, code, code.severity().compareTo(failing) >= 0);
                xml.append("    </testcase>\n");
            } else {
                xml.append("/>\n");
            }
        }
        xml.append("  </testsuite>\n");
    }

    private static void found(StringBuilder xml, Outcome outcome, Code code, boolean fails) {
        long count = outcome.findings().count(code);
        String element = fails ? "failure" : "system-out";
        xml.append("      <").append(element);
        if (fails) {
            xml.append(" type=\"").append(code.severity()).append("\" message=\"");
            xml.append(escape(code.title() + " (" + count + ")")).append('"');
        }
        xml.append('>');
        List<Finding> findings = outcome.findings().of(code);
        for (Finding finding : findings.subList(0, Math.min(PLACES, findings.size()))) {
            xml.append(
                    escape(outcome.at(finding.place()) + ": " + finding.place().pointer() + ": " + finding.message()));
            xml.append('\n');
        }
        if (count > PLACES) {
            xml.append("... ").append(count - PLACES).append(" more\n");
        }
        xml.append("</").append(element).append(">\n");
    }

    /** XML 1.0 has no place for control characters, not even escaped. */
    static String escape(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default ->
                    escaped.appendCodePoint(
                            c < ' ' || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFE || c == 0xFFFF ? '?' : c);
            }
        });
        return escaped.toString();
    }
}
