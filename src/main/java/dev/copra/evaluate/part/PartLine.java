package dev.copra.evaluate.part;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Lines of JSON, of which a part of an evaluation is made; the first one may say in {@code kind} of what evaluation it is. */
public final class PartLine {
    private static final JsonMapper MAPPER = new JsonMapper();

    private PartLine() {}

    /** Begins a line. @param kind of evaluation */
    public static ObjectNode of(String kind) {
        return MAPPER.createObjectNode().put("copra_partial", 1).put("kind", kind);
    }

    /** Writes a value, such as a record or a tree, as a line of JSON. */
    public static void write(Object value, OutputStream out) throws IOException {
        out.write(MAPPER.writeValueAsBytes(value));
        out.write('\n');
    }

    /** Reads a line. @return null if the file is something else, perhaps a part of an evaluation of another kind */
    public static JsonNode read(Input input, String kind) throws IOException {
        try (InputStream in = input.open()) {
            JsonNode line = MAPPER.readTree(in);
            return line != null && line.path("kind").asText().equals(kind) ? line : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    /** What is thrown for a file that cannot be read as a part. @param more is known of why, or null */
    public static IllegalArgumentException damaged(Input input, String more, Exception cause) {
        return new IllegalArgumentException(
                input.name() + ": this is no partial evaluation, or it is damaged" + (more == null ? "" : ": " + more),
                cause);
    }
}
