package dev.copra.validate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.validate.Code;
import dev.copra.validate.Finding;
import dev.copra.validate.Place;
import dev.copra.validate.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Locale;

/** For programs: {@code {"file", "kind", "images", ..., "counts": {code: n}, "findings": [{...}]}}. */
public final class JsonReport {
    private JsonReport() {}

    public static String write(Outcome outcome) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonMapper().createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("file", outcome.file());
            json.writeStringField("kind", outcome.summary().kind().name().toLowerCase(Locale.ROOT));
            json.writeNumberField("images", outcome.summary().images());
            json.writeNumberField("annotations", outcome.summary().annotations());
            json.writeNumberField("categories", outcome.summary().categories());
            json.writeNumberField("errors", outcome.findings().count(Severity.ERROR));
            json.writeNumberField("warnings", outcome.findings().count(Severity.WARNING));
            json.writeNumberField("notes", outcome.findings().count(Severity.INFO));
            json.writeNumberField("known", outcome.findings().known());
            json.writeObjectFieldStart("counts");
            for (Code code : outcome.findings().codes()) {
                json.writeNumberField(code.name(), outcome.findings().count(code));
            }
            json.writeEndObject();
            json.writeArrayFieldStart("findings");
            for (Finding finding : outcome.findings().all()) {
                write(finding, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void write(Finding finding, JsonGenerator json) throws IOException {
        Place place = finding.place();
        json.writeStartObject();
        json.writeStringField("code", finding.code().name());
        json.writeStringField("severity", finding.code().severity().toString());
        json.writeStringField("message", finding.message());
        json.writeStringField("pointer", place.pointer());
        json.writeNumberField("line", place.line());
        json.writeNumberField("column", place.column());
        json.writeStringField("image", place.image());
        json.writeStringField("annotation", place.annotation());
        json.writeStringField("category", place.category());
        json.writeStringField("fix", finding.code().repair().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }
}
