package dev.copra.cli.option;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Which finite numbers an option takes.
 *
 * @param low the least one, or what all are above; may be infinite
 * @param withLow whether {@code low} is one of them
 * @param high the greatest one, or what all are below; may be infinite
 * @param withHigh whether {@code high} is one of them
 */
public record OptionRange(double low, boolean withLow, double high, boolean withHigh) {
    static final OptionRange ANY = new OptionRange(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);
    /** From 0 to 1. */
    public static final OptionRange SHARE = new OptionRange(0, true, 1, true);
    /** All numbers above 0. */
    public static final OptionRange ABOVE_ZERO = new OptionRange(0, false, Double.POSITIVE_INFINITY, false);
    /** Whole numbers from 1 on. */
    public static final OptionRange COUNT = new OptionRange(1, true, Integer.MAX_VALUE, true);

    private static final char SEPARATOR = ',';

    /** What an option declares. @param declared may be null */
    public static OptionRange of(Within declared) {
        if (declared == null) {
            return ANY;
        }
        boolean withLow = declared.from() > Double.NEGATIVE_INFINITY;
        boolean withHigh = declared.to() < Double.POSITIVE_INFINITY;
        return new OptionRange(
                withLow ? declared.from() : declared.above(),
                withLow,
                withHigh ? declared.to() : declared.below(),
                withHigh);
    }

    /** What an option of picocli's declares. */
    public static OptionRange of(ArgSpec option) {
        return of(
                option.userObject() instanceof java.lang.reflect.Field field
                        ? field.getAnnotation(Within.class)
                        : null);
    }

    /** Whether the option takes a number. */
    public boolean has(double number) {
        return Double.isFinite(number)
                && (withLow ? number >= low : number > low)
                && (withHigh ? number <= high : number < high);
    }

    /** Reads what {@link #text} has written. */
    public static OptionRange parse(String text) {
        if (text.isEmpty()) {
            return ANY;
        }
        int comma = text.indexOf(SEPARATOR);
        int last = text.length() - 1;
        return new OptionRange(
                Double.parseDouble(text.substring(1, comma)),
                text.charAt(0) == '[',
                Double.parseDouble(text.substring(comma + 1, last)),
                text.charAt(last) == ']');
    }

    /** The range as an interval of mathematics; empty for all numbers. */
    public String text() {
        return equals(ANY) ? "" : (withLow ? "[" : "(") + low + SEPARATOR + high + (withHigh ? "]" : ")");
    }

    /**
     * Makes sure that picocli has put no number into an option that it does not take.
     *
     * @throws CommandLine.ParameterException if it has
     */
    public static void check(CommandLine.Model.CommandSpec command) {
        for (OptionSpec option : command.options()) {
            List<String> texts = option.stringValues();
            if (!texts.isEmpty()
                    && option.getValue() instanceof Number number
                    && !of(option).has(number.doubleValue())) {
                throw new CommandLine.ParameterException(
                        command.commandLine(), option.longestName(), option, texts.get(texts.size() - 1));
            }
        }
    }

    /** The range as it follows {@code a number}, with a space before; nothing for all numbers. */
    @Override
    public String toString() {
        String from = low == Double.NEGATIVE_INFINITY ? "" : (withLow ? " from " : " above ") + number(low);
        if (high == Double.POSITIVE_INFINITY || high >= Integer.MAX_VALUE) {
            return from + (withLow ? " on" : "");
        }
        String to = (withHigh ? (withLow ? " to " : " up to ") : " below ") + number(high);
        return from + (withLow == withHigh && withLow ? to : from.isEmpty() ? to : " and" + to);
    }

    private static String number(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
