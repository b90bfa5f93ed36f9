package dev.copra.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.copra.model.graph.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;

/** The {@code config.json} that Hugging Face's exporters leave beside a model: it has the names of the categories. */
final class HuggingFaceConfig {
    static final String NAME = "config.json";

    private HuggingFaceConfig() {}

    /** The setting {@code classes}, of {@code id2label}; nothing if there is no such file, or no names worth having in it. */
    static Map<String, String> read(Path model) throws ModelException {
        Path file = model.resolveSibling(NAME);
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return classes(new JsonMapper().readTree(Files.readAllBytes(file)).path("id2label"));
        } catch (JsonProcessingException e) {
            // other programs have files of that name, too
            return Map.of();
        } catch (IOException e) {
            throw new ModelException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> classes(JsonNode names) {
        StringJoiner classes = new StringJoiner(",");
        boolean named = false;
        for (Map.Entry<String, JsonNode> entry : names.properties()) {
            String name = entry.getValue().asText();
            // names without meaning, as configurations have them by default
            named |= !name.matches("LABEL_\\d+");
            classes.add(entry.getKey() + ":" + name.replace(',', ' '));
        }
        return named ? Map.of("classes", classes.toString()) : Map.of();
    }
}
