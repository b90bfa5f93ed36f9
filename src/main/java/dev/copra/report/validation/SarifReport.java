package dev.copra.report.validation;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.copra.coco.id.Id;
import dev.copra.report.Escape;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Severity;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * SARIF 2.1.0 (OASIS, 2020). Fingerprints are those of the baseline, so that a finding stays the same one when the file is
 * edited elsewhere. GitHub reads 25,000 results a run at most.
 */
final class SarifReport {
    private static final int MOST_RESULTS = 25_000;

    private SarifReport() {}

    static String write(List<Outcome> outcomes, String version) throws IOException {
        Map<Code, Integer> rules = new LinkedHashMap<>();
        List<Sarif.Result> results = new ArrayList<>();
        List<Sarif.Notification> unreadable = new ArrayList<>();
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Checked checked) {
                checked.findings().codes().forEach(code -> rules.putIfAbsent(code, rules.size()));
                for (Finding finding : checked.findings().all()) {
                    if (results.size() < MOST_RESULTS) {
                        results.add(result(checked.file(), finding, rules.get(finding.code())));
                    }
                }
            } else if (outcome instanceof Outcome.Unreadable file) {
                unreadable.add(new Sarif.Notification(
                        "error",
                        message(file.reason()),
                        List.of(new Sarif.Location(new Sarif.PhysicalLocation(artifact(file.file()), null), null))));
            }
        }
        Sarif.Driver driver = new Sarif.Driver(
                "copra", version, rules.keySet().stream().map(SarifReport::rule).toList());
        Sarif.Run run = new Sarif.Run(
                new Sarif.Tool(driver),
                List.of(new Sarif.Invocation(unreadable.isEmpty(), unreadable.isEmpty() ? null : unreadable)),
                results);
        String json = new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(Sarif.of(run));
        return Escape.json(json) + "\n";
    }

    private static Sarif.Rule rule(Code code) {
        String fix = code.fix().isEmpty() ? "" : " Fix: copra fix " + code.fix() + ".";
        return new Sarif.Rule(
                code.name(),
                message(code.title()),
                message(code.why()),
                message(code.why() + fix),
                new Sarif.Configuration(level(code.severity())));
    }

    private static Sarif.Result result(String file, Finding finding, int rule) {
        Sarif.Region region = new Sarif.Region(
                Math.max(1, finding.place().line()), Math.max(1, finding.place().column()));
        return new Sarif.Result(
                finding.code().name(),
                rule,
                level(finding.code().severity()),
                message(finding.message()),
                List.of(new Sarif.Location(
                        new Sarif.PhysicalLocation(artifact(file), region),
                        List.of(new Sarif.LogicalLocation(finding.place().pointer())))),
                Map.of("copraKey/v1", finding.key()),
                new Sarif.Properties(
                        scalar(finding.place().image()), scalar(finding.place().annotation())));
    }

    private static Sarif.Message message(String text) {
        return new Sarif.Message(text);
    }

    private static Sarif.Artifact artifact(String file) {
        return new Sarif.Artifact(uri(file));
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.toString();
    }

    /** A path as a URI reference: relative ones stay relative, which is what code scanning wants. */
    private static String uri(String file) {
        try {
            return Path.of(file).isAbsolute()
                    ? Path.of(file).toUri().toString()
                    : new URI(null, null, file.replace('\\', '/'), null).toASCIIString();
        } catch (URISyntaxException | InvalidPathException e) {
            return "input";
        }
    }

    /** An id as the file has it. */
    private static Object scalar(Id id) {
        return id == null || !id.present() ? null : id.isString() ? id.text() : new RawValue(id.text());
    }
}
