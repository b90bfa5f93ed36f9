package dev.copra.report;

import dev.copra.io.Remedy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a command did or found, as text and as JSON: names and numbers, in order. */
public final class Summary {
    private final Map<String, Object> values = new LinkedHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    private record Line(String text, Remedy remedy) {}

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
        return line(line, null);
    }

    /** Adds a line to the text alone, behind which stands how to get what it lacks. */
    public Summary line(String line, Remedy remedy) {
        lines.add(new Line(Escape.line(line), remedy));
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

    /** The lines, without what can be done about them. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text()).append(System.lineSeparator());
        }
        return text.toString();
    }

    /**
     * Lines, each of which ends in a line break.
     *
     * @param words what stands behind a line that has a remedy, which may be null
     */
    public String toText(Function<Remedy, String> words) {
        StringBuilder text = new StringBuilder();
        for (Line line : lines) {
            text.append(line.text()).append(words.apply(line.remedy())).append(System.lineSeparator());
        }
        return text.toString();
    }

    /** One line of JSON. */
    public String toJson() {
        return Json.write(values);
    }
}
