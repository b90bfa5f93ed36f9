package dev.copra.json;

import dev.copra.mask.Rle;
import dev.copra.mask.RleString;
import java.util.Arrays;

/** JSON text under construction, in bytes. Its numbers and names are ASCII. */
public final class JsonText {
    /** By which a number is multiplied to find whether it has so many decimals; the common ones come first. */
    private static final double[] POWERS = {1e2, 1e6, 1e8};

    private byte[] bytes;
    private int size;

    public JsonText(int capacity) {
        bytes = new byte[capacity];
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public int size() {
        return size;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }

    @SuppressWarnings("deprecation") // the copy of low bytes is what ASCII needs
    public JsonText add(String ascii) {
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), bytes, size);
        size += ascii.length();
        return this;
    }

    public JsonText add(char ascii) {
        reserve(1);
        bytes[size++] = (byte) ascii;
        return this;
    }

    public JsonText add(byte[] text) {
        reserve(text.length);
        System.arraycopy(text, 0, bytes, size, text.length);
        size += text.length;
        return this;
    }

    public JsonText add(long value) {
        if (value < 0 || value > 999_999_999) {
            return add(Long.toString(value));
        }
        int rest = (int) value;
        int digits = 1;
        for (int power = 10; digits < 9 && rest >= power; power *= 10) {
            digits++;
        }
        reserve(digits);
        for (int i = digits - 1; i >= 0; i--) {
            bytes[size + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        size += digits;
        return this;
    }

    /** A number in the shortest way that reads back as the same double, without a point if it is whole. */
    public JsonText add(double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return add((long) value);
        }
        // most coordinates have few decimals, and Double.toString takes longer than all the rest
        double magnitude = Math.abs(value);
        if (magnitude >= 1e-3 && magnitude < 1e7) {
            for (int i = 0; i < POWERS.length; i++) {
                double scaled = Math.rint(magnitude * POWERS[i]);
                if (scaled / POWERS[i] == magnitude) {
                    return decimal(value < 0, (long) scaled, (long) POWERS[i]);
                }
            }
        }
        return add(Double.toString(value));
    }

    /** A quotient. At most 15 digits, of which no two numbers read back as the same double, so this is the shortest. */
    private JsonText decimal(boolean isNegative, long scaled, long power) {
        if (isNegative) {
            add('-');
        }
        add(scaled / power).add('.');
        long rest = scaled % power;
        for (long digit = power / 10; rest > 0; digit /= 10) {
            add((char) ('0' + rest / digit));
            rest %= digit;
        }
        return this;
    }

    /** The counts of a mask in pycocotools' string, in quotes. Its alphabet has one character to escape: the backslash. */
    public JsonText addCounts(Rle mask) {
        add('"');
        reserve(RleString.maxLength(mask));
        int from = size;
        size = RleString.encode(mask, bytes, size);
        int backslashes = 0;
        for (int i = from; i < size; i++) {
            backslashes += bytes[i] == '\\' ? 1 : 0;
        }
        reserve(backslashes);
        size += backslashes;
        // from behind, so that every byte moves once
        for (int to = size - 1, i = to - backslashes; to > i; i--) {
            bytes[to--] = bytes[i];
            if (bytes[i] == '\\') {
                bytes[to--] = '\\';
            }
        }
        return add('"');
    }
}
