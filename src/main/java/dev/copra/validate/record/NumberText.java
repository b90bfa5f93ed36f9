package dev.copra.validate.record;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as messages show them. */
public final class NumberText {
    private NumberText() {}

    /**
     * A number with two decimals at most. A file may have a finding in every record, and to format numbers by a pattern takes longer than
     * all else that validation does.
     */
    public static String of(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        return Math.abs(value) < 1e15 && Math.abs(value) > 0.005
                ? BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).toString()
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
