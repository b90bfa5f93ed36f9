package dev.copra.report.validation;

import dev.copra.coco.id.Id;
import dev.copra.report.Csv;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Place;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** A table as in RFC 4180, with LF: code, severity, file, line, column, pointer, image, annotation, category, message. */
final class CsvReport {
    private CsvReport() {}

    private static final String[] COLUMNS = {
        "code", "severity", "file", "line", "column", "pointer", "image", "annotation", "category", "message"
    };

    static void write(OutputStream out, List<Outcome> outcomes) throws IOException {
        Csv csv = new Csv(out);
        row(csv, COLUMNS);
        for (Outcome outcome : outcomes) {
            if (outcome instanceof Outcome.Checked checked) {
                rows(csv, checked);
            } else if (outcome instanceof Outcome.Unreadable unreadable) {
                row(csv, "unreadable", "error", unreadable.file(), "", "", "", "", "", "", unreadable.reason());
            }
        }
        csv.end();
    }

    private static void rows(Csv csv, Outcome.Checked checked) throws IOException {
        for (Finding finding : checked.findings().all()) {
            Place place = finding.place();
            row(
                    csv,
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
        for (Code code : checked.findings().codes()) {
            Long more = checked.findings().notListed().get(code.name());
            if (more != null) {
                String message = Summary.count(more, "more finding") + " not listed";
                row(csv, code.name(), code.severity().toString(), checked.file(), "", "", "", "", "", "", message);
            }
        }
    }

    private static String id(Id id) {
        return id == null ? "" : id.text();
    }

    private static void row(Csv csv, String... fields) throws IOException {
        for (String field : fields) {
            csv.add(Escape.line(field));
        }
        csv.row();
    }
}
