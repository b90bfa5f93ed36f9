package dev.copra.validate.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.validate.Code;
import dev.copra.validate.Finding;
import dev.copra.validate.Place;
import dev.copra.validate.Severity;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * SARIF 2.1.0 (OASIS, 2020). Fingerprints are those of the baseline, so that a finding stays the same one when the file is
 * edited elsewhere. GitHub reads 25,000 results a run at most.
 */
final class SarifReport {
    private static final int MOST_RESULTS = 25_000;

    private SarifReport() {}

    static String write(List<Outcome> outcomes, String version) throws IOException {
        StringWriter text = new StringWriter();
        List<Code> codes = outcomes.stream()
                .flatMap(outcome -> outcome.findings().codes().stream())
                .distinct()
                .toList();
        try (JsonGenerator json = new JsonMapper().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("$schema", "https://json.schemastore.org/sarif-2.1.0.json");
            json.writeStringField("version", "2.1.0");
            json.writeArrayFieldStart("runs");
            json.writeStartObject();
            json.writeObjectFieldStart("tool");
            json.writeObjectFieldStart("driver");
            json.writeStringField("name", "copra");
            json.writeStringField("version", version);
            json.writeArrayFieldStart("rules");
            for (Code code : codes) {
                rule(code, json);
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndObject();
            json.writeArrayFieldStart("results");
            int written = 0;
            for (Outcome outcome : outcomes) {
                for (Finding finding : outcome.findings().all()) {
                    if (written++ < MOST_RESULTS) {
                        result(outcome.file(), finding, codes.indexOf(finding.code()), json);
                    }
                }
            }
            json.writeEndArray();
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        return text + "\n";
    }

    private static void rule(Code code, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", code.name());
        message("shortDescription", code.title(), json);
        message("fullDescription", code.why(), json);
        String fix = code.fix().isEmpty() ? "" : " Fix: copra fix " + code.fix() + ".";
        message("help", code.why() + fix, json);
        json.writeObjectFieldStart("defaultConfiguration");
        json.writeStringField("level", level(code.severity()));
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void result(String file, Finding finding, int rule, JsonGenerator json) throws IOException {
        Place place = finding.place();
        json.writeStartObject();
        json.writeStringField("ruleId", finding.code().name());
        json.writeNumberField("ruleIndex", rule);
        json.writeStringField("level", level(finding.code().severity()));
        message("message", finding.message(), json);
        json.writeArrayFieldStart("locations");
        json.writeStartObject();
        json.writeObjectFieldStart("physicalLocation");
        json.writeObjectFieldStart("artifactLocation");
        json.writeStringField("uri", uri(file));
        json.writeEndObject();
        json.writeObjectFieldStart("region");
        json.writeNumberField("startLine", Math.max(1, place.line()));
        json.writeNumberField("startColumn", Math.max(1, place.column()));
        json.writeEndObject();
        json.writeEndObject();
        json.writeArrayFieldStart("logicalLocations");
        json.writeStartObject();
        json.writeStringField("fullyQualifiedName", place.pointer());
        json.writeEndObject();
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndArray();
        json.writeObjectFieldStart("partialFingerprints");
        json.writeStringField("copraKey/v1", finding.key());
        json.writeEndObject();
        json.writeObjectFieldStart("properties");
        json.writeStringField("image", place.image());
        json.writeStringField("annotation", place.annotation());
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void message(String name, String text, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("text", text);
        json.writeEndObject();
    }

    private static String level(Severity severity) {
        return severity == Severity.INFO ? "note" : severity.toString();
    }

    /** A path as a URI reference: relative ones stay relative, which is what code scanning wants. */
    private static String uri(String file) {
        if (Path.of(file).isAbsolute()) {
            return Path.of(file).toUri().toString();
        }
        try {
            return new URI(null, null, file.replace('\\', '/'), null).toASCIIString();
        } catch (URISyntaxException e) {
            return "input";
        }
    }
}
