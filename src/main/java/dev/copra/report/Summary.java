package dev.copra.report;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a command did or found, as text and as JSON: names and numbers, in order. */
public final class Summary {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final StringBuilder text = new StringBuilder();

    /** Adds a value to the JSON and a line to the text. */
    public Summary add(String name, Object value, String line) {
        values.put(name, value);
        return line(line);
    }

    /** Adds a value to the JSON alone. */
    public Summary add(String name, Object value) {
        values.put(name, value);
        return this;
    }

    /** Adds a line to the text alone. */
    public Summary line(String line) {
        text.append(Escape.line(line)).append(System.lineSeparator());
        return this;
    }

    /** Adds what another summary has for JSON. */
    public Summary addAll(Summary other) {
        values.putAll(other.values);
        return this;
    }

    /** A number of things: {@code 1 mask}, {@code 2 masks}. */
    public static String count(long number, String thing) {
        return count(number, thing, thing + "s");
    }

    /** As {@link #count(long, String)}, of what has a plural of its own. */
    public static String count(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }

    /** Lines, each of which ends in a line break. */
    public String toText() {
        return text.toString();
    }

    /** One line of JSON. */
    public String toJson() {
        return Json.write(values);
    }
}
