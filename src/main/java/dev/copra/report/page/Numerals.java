package dev.copra.report.page;

import dev.copra.evaluate.figure.Metric;
import java.util.Locale;

/** Numbers as a page writes them. */
final class Numerals {
    private Numerals() {}

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String things(long number, String one) {
        return count(number) + " " + one + (number == 1 ? "" : "s");
    }

    /** A share in percent, with a digit where it is small. */
    static String share(long part, long all) {
        if (all == 0) {
            return "–";
        }
        double percent = 100.0 * part / all;
        return Metric.rounded(percent, percent < 10 && percent != Math.rint(percent) ? 1 : 0) + " %";
    }

    /** A figure from 0 to 1, as tables of AP have it. */
    static String figure(double value) {
        return value >= 0 ? Metric.rounded(value, 3).replaceFirst("^0", "") : "–";
    }

    /** The difference of two figures, with its sign. */
    static String difference(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        String text = Metric.rounded(Math.abs(value), 3).replaceFirst("^0", "");
        return text.equals(".000") ? text : (value > 0 ? "+" : "−") + text;
    }

    /** How good a difference is, for its colour. */
    static String tone(double difference) {
        return !Double.isFinite(difference) || Math.abs(difference) < .0005 ? "" : difference > 0 ? "good" : "bad";
    }

    /** A figure from 0 to 100. */
    static String points(double value) {
        return Double.isFinite(value) ? Metric.rounded(value, 2) : "–";
    }

    static String length(double pixels) {
        return Double.isFinite(pixels) ? Metric.rounded(pixels, pixels < 10 ? 1 : 0) : "–";
    }
}
