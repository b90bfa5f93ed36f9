package dev.copra.json;

import dev.copra.mask.Rle;
import dev.copra.mask.RleString;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** JSON text under construction, in bytes. Its numbers and names are ASCII. */
public final class JsonText {
    /** How many decimals a number is tried to have; the common ones come first. */
    private static final int[] DECIMALS = {2, 6, 8};

    private static final double[] POWERS = {1e2, 1e6, 1e8};
    private static final long[] LONG_POWERS = new long[18];

    static {
        LONG_POWERS[0] = 1;
        for (int i = 1; i < LONG_POWERS.length; i++) {
            LONG_POWERS[i] = 10 * LONG_POWERS[i - 1];
        }
    }

    private byte[] bytes;
    private int size;

    /**
     * An empty text.
     *
     * @param capacity bytes that there is room for at first, at least 1
     */
    public JsonText(int capacity) {
        bytes = new byte[capacity];
    }

    /** The text; a copy. */
    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    /** Takes all away. */
    public void clear() {
        size = 0;
    }

    /** Writes a part of it. @throws IOException if the stream cannot be written to */
    void writeTo(OutputStream out, int from, int to) throws IOException {
        out.write(bytes, from, to - from);
    }

    /** Bytes so far. */
    public int size() {
        return size;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    /**
     * Adds characters as they are, nothing escaped.
     *
     * @param ascii of codes below 128
     */
    @SuppressWarnings("deprecation") // the copy of low bytes is what ASCII needs
    public JsonText add(String ascii) {
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
        return this;
    }

    /** Adds a character of a code below 128. */
    public JsonText add(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    /** Adds bytes as they are. */
    public JsonText add(byte[] text) {
        return add(text, 0, text.length);
    }

    /** Adds a part of a text. */
    public JsonText add(byte[] text, int from, int to) {
        reserve(to - from);
        System.arraycopy(text, from, bytes, size, to - from);
        size += to - from;
        return this;
    }

    /** Adds a whole number. */
    public JsonText add(long value) {
        if (value < 0 || value > 999_999_999) {
            return add(Long.toString(value));
        }
        int digits = 1;
        for (int power = 10; digits < 9 && value >= power; power *= 10) {
            digits++;
        }
        return digits((int) value, digits);
    }

    /** A number of at most nine digits, with zeros before it if it has fewer. */
    private JsonText digits(int value, int digits) {
        reserve(digits);
        int rest = value;
        for (int i = size + digits - 1; i >= size; i--) {
            int tenth = tenth(rest);
            bytes[i] = (byte) ('0' + rest - 10 * tenth);
            rest = tenth;
        }
        size += digits;
        return this;
    }

    /** value / 10 for values from 0 on. A short run is over before the compiler that makes a product of the quotient is at work. */
    private static int tenth(int value) {
        return (int) (value * 0xCCCCCCCDL >>> 35);
    }

    /**
     * A decimal fraction, without zeros at its end.
     *
     * @param scaled the number times 10^decimals, below 10^18
     * @param decimals from 1 to 17
     */
    public JsonText addDecimal(boolean isNegative, long scaled, int decimals) {
        if (isNegative) {
            add('-');
        }
        long power = LONG_POWERS[decimals];
        long whole = scaled / power;
        add(whole);
        long fraction = scaled - whole * power;
        if (fraction == 0) {
            return this;
        }
        add('.');
        if (decimals > 9) {
            long left = LONG_POWERS[decimals - 9];
            digits((int) (fraction / left), 9).digits((int) (fraction % left), decimals - 9);
        } else {
            digits((int) fraction, decimals);
        }
        while (bytes[size - 1] == '0') {
            size--;
        }
        return this;
    }

    /** A number in the shortest way that reads back as the same double, without a point if it is whole. */
    public JsonText add(double value) {
        long whole = (long) value;
        if (whole == value && Math.abs(value) < 1e15) {
            return add(whole);
        }
        // most coordinates have few decimals, and Double.toString takes longer than all the rest
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-3 && magnitude < 1e7) {
            for (int i = 0; i < POWERS.length; i++) {
                long scaled = (long) (magnitude * POWERS[i] + 0.5);
                // at most 15 digits, of which no two numbers read back as the same double, so this is the shortest
                if (scaled / POWERS[i] == magnitude) {
                    return addDecimal(value < 0, scaled, DECIMALS[i]);
                }
            }
        }
        return add(Double.toString(value));
    }

    /** The counts of a mask in pycocotools' string, in quotes. */
    public JsonText addCounts(Rle mask) {
        add('"');
        reserve(Math.multiplyExact(2, RleString.maxLength(mask)));
        size = RleString.encodeInJson(mask, bytes, size);
        return add('"');
    }
}
