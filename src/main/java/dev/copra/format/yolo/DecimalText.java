package dev.copra.format.yolo;

import dev.copra.json.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers with so many decimals, without zeros at the end. */
final class DecimalText {
    private static final double[] POWERS = {1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12};

    private DecimalText() {}

    /** What a reader gets of a number that was written with so many decimals. */
    static double rounded(double value, int decimals) {
        if (decimals < POWERS.length && Math.abs(value) < 1000) {
            // both are exact, so the quotient is the double that is next to the decimal number
            return Math.rint(value * POWERS[decimals]) / POWERS[decimals];
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
        long scaled = (long) Math.rint(value * POWERS[decimals]);
        text.addDecimal(scaled < 0, Math.abs(scaled), decimals);
    }
}
