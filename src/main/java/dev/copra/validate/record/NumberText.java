package dev.copra.validate.record;

import java.util.Locale;

/** Numbers as messages show them. */
public final class NumberText {
    private NumberText() {}

    /** A number with two decimals at most. */
    public static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Math.abs(value) < 1e15 && Math.abs(value) > 0.005
                ? String.format(Locale.ROOT, "%.2f", value)
                : Double.toString(value);
    }

    /** A list of such numbers, in brackets. */
    public static String of(double[] values) {
        StringBuilder text = new StringBuilder("[");
        for (double value : values) {
            text.append(text.length() > 1 ? ", " : "").append(of(value));
        }
        return text.append(']').toString();
    }
}
