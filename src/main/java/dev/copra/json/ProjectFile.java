package dev.copra.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * {@code .copra.json}: an object of commands, each of which is an object of options.
 *
 * @param path of the file
 * @param commands options by command
 */
public record ProjectFile(Path path, Map<String, JsonNode> commands) {
    private static final String NAME = ".copra.json";

    /** What an option takes. */
    public enum Kind {
        /** True or false. */
        FLAG("true or false"),
        /** A whole number. */
        WHOLE("a whole number"),
        /** Any number. */
        NUMBER("a number"),
        /** A string; of lists, with commas. */
        TEXT("a string");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** What an option of a type takes. @param isFlag whether it takes no value on the command line */
        public static Kind of(Class<?> type, boolean isFlag) {
            if (isFlag) {
                return FLAG;
            }
            if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
                return WHOLE;
            }
            return type == double.class || Number.class.isAssignableFrom(type) ? NUMBER : TEXT;
        }

        /** The value as it would be typed. @param place names file and option in the message */
        public String read(String place, JsonNode value) {
            boolean fits = switch (this) {
                case FLAG -> value.isBoolean();
                case WHOLE -> value.isIntegralNumber();
                case NUMBER -> value.isNumber();
                case TEXT -> value.isTextual() || value.isNumber();
            };
            if (!fits) {
                throw new IllegalArgumentException(place + ": " + value + " is not " + text);
            }
            return value.asText();
        }
    }

    /** The file in a folder or, if it has none, in the nearest one above it; null if there is none. */
    public static ProjectFile find(Path folder) throws IOException {
        Path file = above(folder);
        return file == null ? null : read(file);
    }

    /** The path of that file; null if there is none. */
    public static Path above(Path folder) {
        for (Path at = folder; at != null; at = at.getParent()) {
            Path file = at.resolve(NAME);
            if (Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    private static ProjectFile read(Path file) throws IOException {
        JsonNode root;
        try {
            root = JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file + ": line " + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
        if (!root.isObject()) {
            throw new IllegalArgumentException(file + ": an object with the names of commands is needed");
        }
        Map<String, JsonNode> commands = new LinkedHashMap<>();
        root.properties().forEach(member -> commands.put(member.getKey(), member.getValue()));
        return new ProjectFile(file, commands);
    }
}
