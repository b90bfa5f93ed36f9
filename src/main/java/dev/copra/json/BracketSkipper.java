package dev.copra.json;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Passes over a list or an object by its brackets and quotes alone, some five times as fast as {@link JsonScanner}: for text that
 * is also read strictly. Lines are not counted.
 */
public final class BracketSkipper {
    private static final long ONES = 0x0101010101010101L;
    /** Brackets and letters have this bit; digits, points, commas and spaces lack it. */
    private static final long HIGH = 0x40 * ONES;

    private static final char QUOTE = '"';
    private static final long QUOTES = QUOTE * ONES;

    private BracketSkipper() {}

    /**
     * Goes behind the list or object that starts at the position.
     *
     * @return false if the stream ends before
     */
    public static boolean skip(ByteWindow window) throws IOException {
        int depth = 0;
        boolean quoted = false;
        while (true) {
            byte[] bytes = window.bytes;
            ByteBuffer eights = eights(bytes);
            int limit = window.limit;
            int p = window.position;
            while (p < limit) {
                if (quoted) {
                    while (p < limit && bytes[p] != QUOTE && bytes[p] != '\\') {
                        p++;
                    }
                    if (p < limit && bytes[p] == '\\') {
                        if (p + 1 >= limit) {
                            break;
                        }
                        p += 2;
                    } else if (p < limit) {
                        quoted = false;
                        p++;
                    }
                    continue;
                }
                while (p + 8 <= limit && isPlain(eights, p)) {
                    p += 8;
                }
                if (p == limit) {
                    break;
                }
                switch (bytes[p++]) {
                    case QUOTE -> quoted = true;
                    case '[', '{' -> depth++;
                    case ']', '}' -> {
                        if (--depth == 0) {
                            window.position = p;
                            return true;
                        }
                    }
                    default -> {
                        // part of a number or a word
                    }
                }
            }
            window.position = p;
            if (!window.fill()) {
                return false;
            }
        }
    }

    /** Whether a byte is a bracket, a letter or a quotation mark, so no part of a number without an exponent, nor what separates such numbers. */
    public static boolean isSpecial(byte b) {
        return (b & 0x40) != 0 || b == QUOTE;
    }

    /** Index of the first byte from an index on that {@linkplain #isSpecial is special}; one must be there before {@code to}. */
    public static int nextSpecial(byte[] bytes, int from, int to) {
        ByteBuffer eights = eights(bytes);
        int p = from;
        while (p + 8 <= to && isPlain(eights, p)) {
            p += 8;
        }
        while (!isSpecial(bytes[p])) {
            p++;
        }
        return p;
    }

    /** Bytes as {@link #isPlain} takes them. A buffer, because the first use of a handle takes a tenth of a short command. */
    static ByteBuffer eights(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Whether none of the eight bytes from an index on is a bracket, a letter or a quotation mark. */
    static boolean isPlain(ByteBuffer bytes, int from) {
        long eight = bytes.getLong(from);
        long unlike = eight ^ QUOTES;
        return (eight & HIGH) == 0 && ((unlike - ONES) & ~unlike & 0x80 * ONES) == 0;
    }
}
