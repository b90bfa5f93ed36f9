package dev.copra.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Numbers from the text of JSON that the scanner has let pass. */
public final class JsonNumbers {
    private static final double[] POWERS_OF_TEN = new double[23];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private JsonNumbers() {}

    /**
     * A whole number. {@code 3.0} is one: pandas writes ids so.
     *
     * @throws NumberFormatException if it is none or does not fit into a long
     */
    public static long parseLong(byte[] text, int from, int to) {
        int p = from;
        boolean negative = text[p] == '-';
        if (negative) {
            p++;
        }
        long value = 0;
        int digits = p;
        while (p < to && text[p] >= '0' && text[p] <= '9' && p - digits < 18) {
            value = value * 10 + text[p++] - '0';
        }
        if (p == to && p > digits) {
            return negative ? -value : value;
        }
        String string = new String(text, from, to - from, StandardCharsets.US_ASCII);
        try {
            return Long.parseLong(string);
        } catch (NumberFormatException e) {
            return longOfDecimal(string);
        }
    }

    private static long longOfDecimal(String string) {
        try {
            return new BigDecimal(string.length() > 400 ? "" : string).longValueExact();
        } catch (ArithmeticException e) {
            throw new NumberFormatException(string);
        }
    }

    /**
     * The double nearest to a decimal number, as {@link Double#parseDouble}. Up to 2^53 the digits are exact, and so are the
     * powers of ten up to 10^22; one division of the two is correctly rounded.
     *
     * @throws NumberFormatException if the text is no number
     */
    public static double parseDouble(byte[] text, int from, int to) {
        int p = from;
        boolean negative = text[p] == '-';
        if (negative) {
            p++;
        }
        long mantissa = 0;
        int point = -1;
        int begin = p;
        for (; p < to && p - begin < 18; p++) {
            byte b = text[p];
            if (b >= '0' && b <= '9') {
                mantissa = mantissa * 10 + b - '0';
            } else if (b == '.' && point < 0) {
                point = p + 1;
            } else {
                break;
            }
        }
        if (p == to && p > begin) {
            double value = point < 0 ? mantissa : quotient(mantissa, POWERS_OF_TEN[p - point]);
            if (!Double.isNaN(value)) {
                return negative ? -value : value;
            }
        }
        byte first = text[begin];
        if (first != 'N' && first != 'I' && (first < '0' || first > '9')) {
            throw new NumberFormatException("not a number");
        }
        return Double.parseDouble(new String(text, from, to - from, StandardCharsets.US_ASCII));
    }

    /**
     * The double nearest to a quotient, or NaN where that is not clear. One division of two doubles is correctly rounded. A
     * dividend that is no double is one and a rest; what the division of the two leaves over is known exactly, and says by how much
     * the quotient is to be corrected.
     *
     * @param dividend below 10^18
     * @param divisor a power of ten up to 10^18, all of which are doubles
     */
    private static double quotient(long dividend, double divisor) {
        double high = dividend;
        double quotient = high / divisor;
        if (dividend <= 1L << 53) {
            return quotient;
        }
        double correction = (leftOver(high, quotient, divisor) + (dividend - (long) high)) / divisor;
        double corrected = quotient + correction;
        // in quarters of what lies between two doubles; below a power of two, that is half of what it is above
        double error = 4 * Math.abs(correction - (corrected - quotient)) / Math.ulp(corrected);
        // halfway between two doubles the last bits of the correction would decide
        return Math.abs(error - 1) < 1e-3 || Math.abs(error - 2) < 1e-3 ? Double.NaN : corrected;
    }

    /** dividend - quotient * divisor, exactly: T. J. Dekker, A floating-point technique for extending the available precision, 1971. */
    private static double leftOver(double dividend, double quotient, double divisor) {
        double product = quotient * divisor;
        double a = highHalf(quotient);
        double b = highHalf(divisor);
        double c = quotient - a;
        double d = divisor - b;
        double error = a * b - product + a * d + c * b + c * d;
        return dividend - product - error;
    }

    private static double highHalf(double number) {
        double spread = number * ((1 << 27) + 1);
        return spread - (spread - number);
    }

    /**
     * A flat list of numbers.
     *
     * @throws NumberFormatException if the text is no such list
     */
    public static double[] parseList(byte[] text, int from, int to, int most) {
        if (text[from] != '[') {
            throw new NumberFormatException("not a list");
        }
        // numbers with two places and a comma take some seven bytes
        double[] values = new double[Math.min(Math.max((to - from) / 6, 4), most)];
        int size = 0;
        int p = skipSpace(text, from + 1);
        while (text[p] != ']') {
            if (size == values.length) {
                if (size >= most) {
                    throw new NumberFormatException("too many numbers");
                }
                values = Arrays.copyOf(values, (int) Math.min(size * 2L, most));
            }
            int end = p;
            boolean negative = text[end] == '-';
            if (negative) {
                end++;
            }
            long mantissa = 0;
            int begin = end;
            int point = 0;
            for (byte b = text[end]; b >= '0' && b <= '9' || b == '.' && point == 0; b = text[++end]) {
                if (b == '.') {
                    point = end + 1;
                } else {
                    mantissa = mantissa * 10 + b - '0';
                }
            }
            // up to 15 digits are exact; anything but digits and a point is left to the slow way
            if ((text[end] == ',' || text[end] == ']') && end > begin && end - begin <= 16) {
                double value = point == 0 ? mantissa : mantissa / POWERS_OF_TEN[end - point];
                values[size++] = negative ? -value : value;
            } else {
                end = endOfNumber(text, p, to);
                values[size++] = parseDouble(text, p, end);
            }
            p = skipSpace(text, end);
            if (text[p] == ',') {
                p = skipSpace(text, p + 1);
            }
        }
        return size == values.length ? values : Arrays.copyOf(values, size);
    }

    /**
     * A list of pairs of numbers, {@code [[x, y], ...]}, as one list.
     *
     * @param from where the list begins, which is known to be JSON
     * @return null if it is anything else
     */
    static double[] parsePairs(byte[] text, int from, int to) {
        // two numbers with two places, their brackets and commas take some fourteen bytes
        double[] values = new double[Math.max((to - from) / 14 * 2, 8)];
        int size = 0;
        int p = skipSpace(text, from + 1);
        while (text[p] == '[') {
            if (size == values.length) {
                values = Arrays.copyOf(values, 2 * size);
            }
            for (int i = 0; i < 2; i++) {
                p = skipSpace(text, p + 1);
                int end = p;
                long mantissa = 0;
                int point = 0;
                for (byte b = text[end]; b >= '0' && b <= '9' || b == '.' && point == 0; b = text[++end]) {
                    if (b == '.') {
                        point = end + 1;
                    } else {
                        mantissa = mantissa * 10 + b - '0';
                    }
                }
                // up to 15 digits are exact; anything but digits and a point is left to the slow way
                if ((text[end] == ',' || text[end] == ']') && end > p && end - p <= 16) {
                    values[size++] = point == 0 ? mantissa : mantissa / POWERS_OF_TEN[end - point];
                } else {
                    end = endOfNumber(text, p, to);
                    if (text[p] != '-' && text[p] != 'N' && text[p] != 'I' && (text[p] < '0' || text[p] > '9')) {
                        return null;
                    }
                    values[size++] = parseDouble(text, p, end);
                }
                p = skipSpace(text, end);
                if (text[p] != (i == 0 ? ',' : ']')) {
                    return null;
                }
            }
            p = skipSpace(text, p + 1);
            p = text[p] == ',' ? skipSpace(text, p + 1) : p;
        }
        return text[p] != ']' ? null : size == values.length ? values : Arrays.copyOf(values, size);
    }

    private static int endOfNumber(byte[] text, int from, int to) {
        int p = from;
        while (p < to && text[p] != ',' && text[p] != ']' && text[p] > ' ') {
            p++;
        }
        return p;
    }

    /** The first place from one on at which there is no white space. The text must not end with white space. */
    public static int skipSpace(byte[] text, int from) {
        int p = from;
        while (text[p] <= ' ') {
            p++;
        }
        return p;
    }
}
