package dev.copra.format.text;

import java.math.BigDecimal;

/**
 * Sums of numbers as they are written: 0.1 and 0.2 are 0.3. So a box that is written by its corners and read again has the sides that it
 * had, and no file shows 0.30000000000000004.
 */
public final class DecimalSums {
    private DecimalSums() {}

    /** @param a finite @param b finite */
    public static double plus(double a, double b) {
        double sum = a + b;
        // whole numbers have exact sums, and most boxes are whole
        return sum == Math.rint(sum) && a == Math.rint(a)
                ? sum
                : BigDecimal.valueOf(a).add(BigDecimal.valueOf(b)).doubleValue();
    }

    /** @param a finite @param b finite */
    public static double minus(double a, double b) {
        return plus(a, -b);
    }
}
