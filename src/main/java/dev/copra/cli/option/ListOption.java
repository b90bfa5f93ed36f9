package dev.copra.cli.option;

import dev.copra.cli.console.CommandException;
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
    public interface Reading<T> {
        /** The value; an {@link IllegalArgumentException} says what is wrong with it. */
        T read() throws IOException;
    }

    /** What was read; if it is wrong, the message names the option. */
    public static <T> T of(String option, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IllegalArgumentException e) {
            throw new CommandException(option + ": " + e.getMessage(), e);
        }
    }

    /** The same as numbers, at least one. @param option names the option in the message */
    public static double[] numbers(String option, List<String> values, OptionRange range) throws IOException {
        List<String> words = expand(values);
        double[] numbers = of(option, () -> Thresholds.numbers(words));
        for (int i = 0; i < numbers.length; i++) {
            if (!range.has(numbers[i])) {
                throw new CommandException(option + ": '" + words.get(i) + "' is not a number" + range);
            }
        }
        if (numbers.length == 0) {
            throw new CommandException(option + ": at least one number" + range + " is needed");
        }
        return numbers;
    }

    /** The same as whole numbers, at least one. @param option names the option in the message */
    public static int[] integers(String option, List<String> values, OptionRange range) throws IOException {
        List<String> words = expand(values);
        int[] numbers = new int[words.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = integer(option, words.get(i), range);
        }
        if (numbers.length == 0) {
            throw new CommandException(option + ": at least one whole number" + range + " is needed");
        }
        return numbers;
    }

    /** A whole number. @param option names the option in the message */
    public static int integer(String option, String word, OptionRange range) {
        try {
            int number = Integer.parseInt(word);
            if (range.has(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // as a number that is out of range
        }
        throw new CommandException(option + ": '" + word + "' is not a whole number" + range);
    }
}
