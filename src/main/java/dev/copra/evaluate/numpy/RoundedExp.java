package dev.copra.evaluate.numpy;

import java.math.BigDecimal;

/**
 * The exponential of numbers not above 0, correctly rounded: the same bits on every machine, which neither numpy nor
 * {@link Math#exp} promise. The Taylor series after reduction by ln 2 / 64, in double-double arithmetic (T. J. Dekker, A
 * floating-point technique for extending the available precision, 1971); where its error leaves the last bit open, once in
 * some 10,000 arguments, the series is summed again with twice the digits (A. Ziv, Fast evaluation of elementary mathematical
 * functions with correctly rounded last bit, 1991).
 */
public final class RoundedExp {
    /** ln 2 as a sum of three doubles, the first two so short that their multiples by k / 64 are exact. */
    private static final double LN2_HIGH = 0x1.62e42fefap-1;

    private static final double LN2_MIDDLE = 0x1.cf79abc9ep-40;
    private static final double LN2_LOW = 0x1.d9cc01f97b57ap-79;

    /** More than the relative error of the first try, which is about 2^-74. */
    private static final double ERROR = 0x1p-68;

    /** 2^(i/64), the nearest double and what is left. */
    private static final double[] ROOT_HIGH = new double[64];

    private static final double[] ROOT_LOW = new double[64];

    static {
        BigDecimal root = new BigDecimal(2);
        for (int i = 0; i < 6; i++) {
            root = root.sqrt(Decimals.DIGITS);
        }
        BigDecimal power = BigDecimal.ONE;
        for (int i = 0; i < 64; i++) {
            ROOT_HIGH[i] = power.doubleValue();
            ROOT_LOW[i] = power.subtract(new BigDecimal(ROOT_HIGH[i])).doubleValue();
            power = power.multiply(root, Decimals.DIGITS);
        }
    }

    private RoundedExp() {}

    /** e to the power of x, at most 1: for x above 0 it is 1. */
    public static double of(double x) {
        if (x >= 0) {
            return 1;
        }
        if (x < -700) {
            // near and below the least normal number
            return x < -746 ? 0 : Decimals.exp(x);
        }
        long k = Math.round(x * (64 / 0.6931471805599453));
        double part = k / 64.0;
        // r = x - part * ln 2: both products and the first difference are exact
        double high = x - part * LN2_HIGH;
        double middle = -part * LN2_MIDDLE;
        double r = high + middle;
        double shifted = r - high;
        double rLow = high - (r - shifted) + (middle - shifted) - part * LN2_LOW;

        // e^r - 1 = r + r^2 / 2 + tail, the first two in double-double
        double square = r * r;
        double squareLow = Math.fma(r, r, -square) + 2 * r * rLow;
        double tail = square
                * r
                * (1 / 6. + r * (1 / 24. + r * (1 / 120. + r * (1 / 720. + r * (1 / 5040. + r * (1 / 40320.))))));
        double sum = r + square / 2;
        double sumLow = square / 2 - (sum - r) + squareLow / 2 + rLow + tail;

        // times 2^(i/64): root + root * (e^r - 1)
        int i = (int) Math.floorMod(k, 64L);
        double root = ROOT_HIGH[i];
        double product = root * sum;
        double productLow = Math.fma(root, sum, -product) + root * sumLow + ROOT_LOW[i] + ROOT_LOW[i] * sum;
        double result = root + product;
        double resultLow = product - (result - root) + productLow;

        double margin = result * ERROR;
        if (result + (resultLow - margin) != result + (resultLow + margin)) {
            return Decimals.exp(x);
        }
        return Math.scalb(result + resultLow, (int) Math.floorDiv(k, 64L));
    }
}
