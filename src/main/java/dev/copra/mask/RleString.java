package dev.copra.mask;

import java.util.Arrays;

/**
 * The text form of run lengths in COCO files, from pycocotools' {@code rleToString} and {@code rleFrString}: each value
 * is written in groups of five bits, the lowest first, a sixth bit saying that more follow, the last group's highest bit
 * being the sign; 48 is added to make it ASCII. From the fourth run on the value is the difference to the run two before.
 */
public final class RleString {
    private static final int MORE = 0x20;
    /** The group that is written as the one character that JSON escapes. */
    private static final int BACKSLASH = '\\' - 48;

    /** Seven groups, enough for every difference of two runs. pycocotools' own reader is undefined beyond. */
    private static final int MAX_BITS = 35;

    private RleString() {}

    /** How many bytes {@link #encode} may write at most; {@link #encodeInJson} at most twice as many. */
    public static int maxLength(Rle rle) {
        int bits = Integer.SIZE - Integer.numberOfLeadingZeros(rle.height() * rle.width()) + 1;
        return Math.multiplyExact(rle.counts().length, (bits + 4) / 5);
    }

    /**
     * Writes the compressed counts in ASCII.
     *
     * @param target has room for {@link #maxLength} bytes from {@code offset} on
     * @return the index after the last byte written
     */
    public static int encode(Rle rle, byte[] target, int offset) {
        return encode(rle, target, offset, false);
    }

    /**
     * As {@link #encode}, as it stands between the quotes of a JSON string: of the alphabet only the backslash is escaped.
     *
     * @param target has room for twice {@link #maxLength} bytes from {@code offset} on
     * @return the index after the last byte written
     */
    public static int encodeInJson(Rle rle, byte[] target, int offset) {
        return encode(rle, target, offset, true);
    }

    private static int encode(Rle rle, byte[] target, int offset, boolean escapes) {
        int[] counts = rle.counts();
        int first = Math.min(counts.length, 3);
        int at = offset;
        for (int i = 0; i < first; i++) {
            at = write(counts[i], target, at, escapes);
        }
        int repeated = repeated(counts, first);
        Arrays.fill(target, at, at + repeated, (byte) 48);
        at += repeated;
        for (int i = first + repeated; i < counts.length; i++) {
            at = write(counts[i] - counts[i - 2], target, at, escapes);
        }
        return at;
    }

    private static int write(int number, byte[] target, int offset, boolean escapes) {
        int value = number;
        int at = offset;
        // value fits into this group if the bits above its sign are all equal to the sign
        while (value + 16 >>> 5 != 0) {
            int group = value & 0x1f | MORE;
            target[at++] = (byte) (group + 48);
            if (group == BACKSLASH && escapes) {
                target[at++] = '\\';
            }
            value >>= 5;
        }
        target[at++] = (byte) ((value & 0x1f) + 48);
        return at;
    }

    /** How many runs from {@code from} on equal the run two before: a rectangle's do almost all. */
    private static int repeated(int[] counts, int from) {
        if (from == counts.length) {
            return 0;
        }
        int length = Arrays.mismatch(counts, from, counts.length, counts, from - 2, counts.length - 2);
        return length < 0 ? counts.length - from : length;
    }

    /** Reads run lengths that add up to {@code pixels}. */
    public static int[] decode(byte[] ascii, int from, int to, int pixels) {
        int[] counts = new int[countLastGroups(ascii, from, to)];
        decode(ascii, from, to, pixels, counts);
        return counts;
    }

    /**
     * Reads run lengths that add up to {@code pixels}.
     *
     * @param counts receives them; the text has at most {@code to - from}
     * @return how many there are
     * @throws MalformedRleException if it is not the text of run lengths with that sum; offsets count from {@code from}
     */
    public static int decode(byte[] ascii, int from, int to, int pixels, int[] counts) {
        int size = 0;
        int at = from;
        long rest = pixels;
        while (at < to) {
            int start = at;
            int group = ascii[at++] - 48;
            long value = group << 27 >> 27;
            if ((group & ~0x1f) != 0) {
                int length = 5;
                value = legal(group, start - from) & 0x1f;
                while ((group & MORE) != 0) {
                    if (at == to) {
                        throw new MalformedRleException(to - from, "text ends within a run length");
                    }
                    group = legal(ascii[at] - 48, at - from);
                    at++;
                    value |= (long) (group & 0x1f) << length;
                    length += 5;
                    if (length > MAX_BITS) {
                        throw new MalformedRleException(start - from, "run length of more than 35 bits");
                    }
                }
                value = value << Long.SIZE - length >> Long.SIZE - length;
            }
            if (size > 2) {
                value += counts[size - 2];
            }
            if ((value | rest - value) < 0) {
                throw new MalformedRleException(
                        start - from,
                        value < 0
                                ? "negative run length " + value
                                : "run of " + value + " where the mask has " + rest + " pixels left");
            }
            rest -= value;
            counts[size++] = (int) value;
        }
        if (rest != 0) {
            throw new MalformedRleException(to - from, "runs end " + rest + " pixels before the mask does");
        }
        return size;
    }

    /**
     * Whether what stands in a JSON string is the text of run lengths that add up to {@code pixels}. Keeps nothing, for this is
     * asked of every mask that is copied as it is. May say no where {@link #decode} would say yes: where a difference takes more
     * than 30 bits, or where the string has another escape than that of the backslash.
     *
     * @param json the text; behind {@code to} there is the quote that ends the string
     */
    public static boolean isQuotedText(byte[] json, int from, int to, int pixels) {
        int rest = pixels;
        int previous = 0;
        int beforePrevious = 0;
        // no run is written as its difference to the first one
        int referred = 0;
        for (int at = from; at < to; ) {
            int group = json[at++] - 48;
            int value = group << 27 >> 27;
            if ((group & ~0x1f) != 0) {
                value = group & 0x1f;
                int bits = 5;
                while ((group & ~0x1f) == MORE && bits < 30) {
                    if (group == BACKSLASH && json[at++] != '\\') {
                        return false;
                    }
                    // the quote is no group, so the text ends before it or is none
                    group = json[at++] - 48;
                    value |= (group & 0x1f) << bits;
                    bits += 5;
                }
                if ((group & ~0x1f) != 0) {
                    return false;
                }
                value = value << Integer.SIZE - bits >> Integer.SIZE - bits;
            }
            value += beforePrevious;
            rest -= value;
            if ((value | rest) < 0) {
                return false;
            }
            beforePrevious = previous;
            previous = value & referred;
            referred = -1;
        }
        return rest == 0;
    }

    /** How many values there are, which decides what is allocated; more if there are illegal characters. */
    private static int countLastGroups(byte[] ascii, int from, int to) {
        int values = 0;
        for (int at = from; at < to; at++) {
            values += ascii[at] - 48 - MORE >>> 31;
        }
        return values;
    }

    private static int legal(int group, int offset) {
        if ((group & ~0x3f) != 0) {
            throw new MalformedRleException(offset, "illegal character 0x" + Integer.toHexString(group + 48 & 0xff));
        }
        return group;
    }
}
