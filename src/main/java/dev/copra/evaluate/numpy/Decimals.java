package dev.copra.evaluate.numpy;

import java.math.BigDecimal;
import java.math.MathContext;

/** The exponential to 60 digits, for the arguments that double-double arithmetic cannot decide. */
final class Decimals {
    static final MathContext DIGITS = new MathContext(60);
    private static final BigDecimal TINY = new BigDecimal("1e-62");

    private Decimals() {}

    /** The double nearest to e^x, for x from -746 to 0. */
    static double exp(double x) {
        // e^x = (e^(x / 1024))^1024
        BigDecimal r = new BigDecimal(x).divide(new BigDecimal(1024), DIGITS);
        BigDecimal sum = BigDecimal.ONE;
        BigDecimal term = BigDecimal.ONE;
        for (int n = 1; term.abs().compareTo(TINY) > 0; n++) {
            term = term.multiply(r, DIGITS).divide(new BigDecimal(n), DIGITS);
            sum = sum.add(term, DIGITS);
        }
        return sum.pow(1024, DIGITS).doubleValue();
    }
}
