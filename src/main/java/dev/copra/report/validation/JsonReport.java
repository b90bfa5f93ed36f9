package dev.copra.report.validation;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.copra.coco.id.Id;
import dev.copra.report.Json;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Severity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** For programs: one JSON value, an object for one input, a list of them for several. */
final class JsonReport {
    private JsonReport() {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record FileRecord(
            String file,
            String error,
            String kind,
            String dialect,
            String exporter,
            Long images,
            Long annotations,
            Long categories,
            Long errors,
            Long warnings,
            Long notes,
            Long known,
            Map<String, Long> counts,
            List<FindingRecord> findings,
            Map<String, Long> notListed) {
        static FileRecord of(Outcome outcome) {
            if (outcome instanceof Outcome.Unreadable unreadable) {
                return new FileRecord(
                        unreadable.file(),
                        unreadable.reason(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            }
            Outcome.Checked checked = (Outcome.Checked) outcome;
            Findings findings = checked.findings();
            Map<String, Long> counts = new LinkedHashMap<>();
            findings.codes().forEach(code -> counts.put(code.name(), findings.count(code)));
            return new FileRecord(
                    checked.file(),
                    null,
                    word(checked.summary().kind()),
                    checked.summary().dialect().id(),
                    checked.summary().exporter() == null
                            ? null
                            : checked.summary().exporter().id(),
                    checked.summary().images(),
                    checked.summary().annotations(),
                    checked.summary().categories(),
                    checked.count(Severity.ERROR),
                    checked.count(Severity.WARNING),
                    checked.count(Severity.INFO),
                    findings.known(),
                    counts,
                    findings.all().stream().map(FindingRecord::of).toList(),
                    findings.notListed().isEmpty() ? null : findings.notListed());
        }
    }

    private record FindingRecord(
            String code,
            String severity,
            String message,
            String pointer,
            long line,
            long column,
            Id image,
            Id annotation,
            Id category,
            String fix) {
        static FindingRecord of(Finding finding) {
            Code code = finding.code();
            return new FindingRecord(
                    code.name(),
                    code.severity().toString(),
                    finding.message(),
                    finding.place().pointer(),
                    finding.place().line(),
                    finding.place().column(),
                    finding.place().image(),
                    finding.place().annotation(),
                    finding.place().category(),
                    word(code.repair()));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    static String write(List<Outcome> outcomes) {
        List<FileRecord> files = outcomes.stream().map(FileRecord::of).toList();
        return Json.write(files.size() == 1 ? files.get(0) : files) + "\n";
    }
}
