package dev.copra.validate.report;

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
        outcomes.forEach(outcome -> rows(text, outcome));
        return text.toString();
    }

    private static void rows(StringBuilder text, Outcome outcome) {
        for (Finding finding : outcome.findings().all()) {
            Place place = finding.place();
            text.append(Stream.of(
                            finding.code().name(),
                            finding.code().severity().toString(),
                            outcome.file(),
                            Long.toString(place.line()),
                            Long.toString(place.column()),
                            place.pointer(),
                            place.image(),
                            place.annotation(),
                            place.category(),
                            finding.message())
                    .map(CsvReport::field)
                    .collect(Collectors.joining(",")));
            text.append('\n');
        }
    }

    private static String field(String value) {
        if (value == null) {
            return "";
        }
        return value.matches("[^\",\r\n]*") ? value : '"' + value.replace("\"", "\"\"") + '"';
    }
}
