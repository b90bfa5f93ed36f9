package dev.copra.cli;

import dev.copra.evaluate.rules.Thresholds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Values of an option that takes a list: commas separate them, and {@code @FILE} stands for a file's, an item a line or separated by commas. */
public final class ListOption {
    private ListOption() {}

    /** @return the values in order; null stays null */
    public static List<String> expand(List<String> values) throws IOException {
        if (values == null) {
            return null;
        }
        List<String> expanded = new ArrayList<>();
        for (String value : values) {
            String text = value.startsWith("@")
                    ? Files.readString(Path.of(value.substring(1)), StandardCharsets.UTF_8)
                    : value;
            for (String word : text.split(value.startsWith("@") ? "[\r\n,]+" : ",")) {
                if (!word.isBlank()) {
                    expanded.add(word.strip());
                }
            }
        }
        return expanded;
    }

    /** Reads the value of an option. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** What was read; if it is wrong, the message names the option. */
    static <T> T of(String option, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new CommandException(option + ": " + e.getMessage(), e);
        }
    }

    /** The same as numbers. @param option names the option in the message */
    static double[] numbers(String option, List<String> values) throws IOException {
        return of(option, () -> Thresholds.numbers(expand(values)));
    }

    /** The same as whole numbers. @param option names the option in the message */
    static long[] integers(String option, List<String> values) throws IOException {
        return of(
                option,
                () -> expand(values).stream().mapToLong(ListOption::integer).toArray());
    }

    private static long integer(String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + word + "' is not a whole number", e);
        }
    }
}
