package dev.copra.report.validation;

import dev.copra.coco.Id;
import dev.copra.report.Escape;
import dev.copra.validate.Finding;
import dev.copra.validate.Place;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table as in RFC 4180, with LF: code, severity, file, line, column, pointer, image, annotation, category, message. */
final class CsvReport {
    private CsvReport() {}

    static String write(List<Outcome> outcomes) {
        StringBuilder text =
                new StringBuilder("code,severity,file,line,column,pointer,image,annotation,category,message\n");
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Checked checked) {
                rows(text, checked);
            } else if (outcome instanceof Outcome.Unreadable unreadable) {
                row(text, "unreadable", "error", unreadable.file(), "", "", "", "", "", "", unreadable.reason());
            }
        }
        return text.toString();
    }

    private static void rows(StringBuilder text, Outcome.Checked checked) {
        for (Finding finding : checked.findings().all()) {
            Place place = finding.place();
            row(
                    text,
                    finding.code().name(),
                    finding.code().severity().toString(),
                    checked.file(),
                    Long.toString(place.line()),
                    Long.toString(place.column()),
                    place.pointer(),
                    id(place.image()),
                    id(place.annotation()),
                    id(place.category()),
                    finding.message());
        }
    }

    private static String id(Id id) {
        return id == null ? "" : id.text();
    }

    private static void row(StringBuilder text, String... fields) {
        text.append(Stream.of(fields)
                        .map(field -> Escape.csv(Escape.line(field)))
                        .collect(Collectors.joining(",")))
                .append('\n');
    }
}
