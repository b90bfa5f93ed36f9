package dev.copra.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a command did or found, as text and as JSON: names and numbers, in order. */
final class Summary {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Adds a value to the JSON and a line to the text. */
    Summary add(String name, Object value, String line) {
        values.put(name, value);
        return line(line);
    }

    /** Adds a value to the JSON alone. */
    Summary add(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds a line to the text alone. */
    Summary line(String line) {
        text.append(PlainText.of(line)).append(System.lineSeparator());
        return this;
    }

    /** Adds what another summary has for JSON. */
    Summary addAll(Summary other) {
        values.putAll(other.values);
        return this;
    }

    /** A number of things: {@code 1 mask}, {@code 2 masks}. */
    static String count(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    String toText() {
        return text.toString();
    }

    String toJson() {
        try {
            return new JsonMapper().writeValueAsString(values);
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
