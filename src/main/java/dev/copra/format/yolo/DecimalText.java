package dev.copra.format.yolo;

import dev.copra.json.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with so many decimals, without zeros at the end. */
final class DecimalText {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    /** 1.5 * 2^52: doubles of this size are whole numbers. */
    private static final double TO_WHOLE = 0x1.8p52;

    private DecimalText() {}

    /** As {@link Math#rint} for numbers below 2^51, which all digits behind the point leave as they go by. */
    static double whole(double value) {
        return value + TO_WHOLE - TO_WHOLE;
    }

    /** What a reader gets of a number that was written with so many decimals. */
    static double rounded(double value, int decimals) {
        if (decimals < POWERS.length && Math.abs(value) < 1000) {
            // both are exact, so the quotient is the double that is next to the decimal number
            return whole(value * POWERS[decimals]) / POWERS[decimals];
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue();
    }

    static void add(JsonText text, double value, int decimals) {
        if (decimals >= POWERS.length || !(Math.abs(value) < 1000)) {
            text.add(new BigDecimal(value)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros()
                    .toPlainString());
            return;
        }
        long scaled = (long) whole(value * POWERS[decimals]);
        text.addDecimal(scaled < 0, Math.abs(scaled), decimals);
    }
}
