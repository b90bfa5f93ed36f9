package dev.copra.dataset.select;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of numbers, both ends included.
 *
 * @param least may be minus infinity
 * @param most may be infinity
 */
public record NumberRange(double least, double most) {
    private static final Pattern NUMBER = Pattern.compile(
            "([-+]?(?:\\d+(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d+)?)(?:(\\^2)|/(\\d+(?:\\.\\d*)?|\\.\\d+))?");

    /**
     * Reads {@code A..B}, {@code A..}, {@code ..B} or {@code A}, where a number may also be written {@code 32^2} or {@code 1/3}.
     *
     * @throws IllegalArgumentException if the text is no range, or holds no number
     */
    public static NumberRange parse(String text) {
        int dots = dots(text);
        NumberRange range;
        if (dots < 0) {
            double only = number(text, text);
            range = new NumberRange(only, only);
        } else {
            String from = text.substring(0, dots).strip();
            String to = text.substring(dots + 2).strip();
            if (from.isEmpty() && to.isEmpty()) {
                throw wrong(text);
            }
            range = new NumberRange(
                    from.isEmpty() ? Double.NEGATIVE_INFINITY : number(from, text),
                    to.isEmpty() ? Double.POSITIVE_INFINITY : number(to, text));
        }
        if (range.least > range.most) {
            throw new IllegalArgumentException("the range '" + text + "' ends before it begins");
        }
        return range;
    }

    /** Where the two dots are, or -1; in {@code .5...7} and {@code 1...5} a third one belongs to a number. */
    private static int dots(String text) {
        int at = text.indexOf("..");
        if (at < 0 || !text.startsWith("...", at)) {
            return at;
        }
        // the point belongs to the number behind it, unless none is there
        return at + 3 < text.length() && Character.isDigit(text.charAt(at + 3)) ? at : at + 1;
    }

    private static double number(String number, String text) {
        Matcher matcher = NUMBER.matcher(number.strip());
        if (!matcher.matches()) {
            throw wrong(text);
        }
        double value = Double.parseDouble(matcher.group(1));
        if (matcher.group(2) != null) {
            value *= value;
        }
        if (matcher.group(3) != null) {
            value /= Double.parseDouble(matcher.group(3));
        }
        if (!Double.isFinite(value)) {
            throw wrong(text);
        }
        return value;
    }

    private static IllegalArgumentException wrong(String text) {
        return new IllegalArgumentException("'" + text + "' is no range; write A..B, A.. or ..B, as in 32^2..96^2");
    }

    /** Whether a number is in the range; NaN, which stands for a number that is not known, is in none. */
    public boolean contains(double number) {
        return number >= least && number <= most;
    }
}
