package dev.copra.validate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The findings that are known already and shall not be reported: their {@linkplain Finding#key keys}, one a line, sorted, in
 * a JSON file that is made to be committed.
 */
public final class Baseline {
    private static final String MEMBER = "known";

    private Baseline() {}

    /** @throws IOException if it is no baseline */
    public static Set<String> read(Path file) throws IOException {
        JsonNode known;
        try {
            known = new JsonMapper().readTree(Files.readAllBytes(file)).path(MEMBER);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(file + ": " + e.getOriginalMessage(), e);
        }
        if (!known.isArray()) {
            throw new IOException(file + " is no baseline; --write-baseline makes one");
        }
        Set<String> keys = new LinkedHashSet<>();
        known.forEach(key -> keys.add(key.asText()));
        return keys;
    }

    public static void write(OutputStream out, List<String> keys) throws IOException {
        JsonMapper json = new JsonMapper();
        StringBuilder text = new StringBuilder("{\"" + MEMBER + "\": [");
        String separator = "\n";
        for (String key : keys) {
            text.append(separator).append("  ").append(json.writeValueAsString(key));
            separator = ",\n";
        }
        out.write(text.append("\n]}\n").toString().getBytes(StandardCharsets.UTF_8));
    }
}
