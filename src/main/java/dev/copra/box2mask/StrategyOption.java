package dev.copra.box2mask;

import java.util.List;

/**
 * A setting of a strategy. The command line takes it under its name, and shows it in its help.
 *
 * @param name its key among the options of a {@link StrategySpec}, in small letters with dashes between words
 * @param type which values it takes
 * @param description what it is for and what it is by default, for the help: a sentence that begins with a small letter and ends
 *     with a full stop
 */
public record StrategyOption(String name, Type type, String description) {

    /** Which values a setting takes. Values travel as text. */
    public sealed interface Type {

        /** What stands for a value in the help. */
        String label();

        /** @throws IllegalArgumentException if a value is none of the type; the message goes on after the value, "is ..." */
        default void check(String value) {}
    }

    /** {@code true} where it is given. */
    public record Flag() implements Type {
        @Override
        public String label() {
            return "";
        }
    }

    /** One of some words. */
    public record Choice(String label, List<String> values) implements Type {
        @Override
        public void check(String value) {
            if (!values.contains(value)) {
                throw new IllegalArgumentException("is none of " + String.join(", ", values));
            }
        }
    }

    /** A number within bounds, which belong to it. */
    public record Range(String label, double least, double most) implements Type {
        @Override
        public void check(String value) {
            try {
                double number = Double.parseDouble(value);
                if (number >= least && number <= most) {
                    return;
                }
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("is not a number", e);
            }
            throw new IllegalArgumentException("is not from " + least + " to " + most);
        }
    }

    /** Any text, such as the name of a file. */
    public record Text(String label) implements Type {}

    /** Names with values, as often as one wishes; each is an option {@code NAME.KEY} of the specification. */
    public record Pairs(String label) implements Type {}
}
