package dev.copra.mask;

import java.util.Arrays;

/**
 * The text form of run lengths in COCO files, from pycocotools' {@code rleToString} and {@code rleFrString}: each value
 * is written in groups of five bits, the lowest first, a sixth bit saying that more follow, the last group's highest bit
 * being the sign; 48 is added to make it ASCII. From the fourth run on the value is the difference to the run two before.
 */
public final class RleString {
    private static final int MORE = 0x20;
    /** 35 bits, enough for every difference of two runs. pycocotools' own reader is undefined beyond. */
    private static final int MAX_GROUPS = 7;

    private RleString() {}

    /** How many bytes {@link #encode} may write at most. */
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
        int[] counts = rle.counts();
        int at = offset;
        for (int i = 0; i < counts.length; i++) {
            int value = i > 2 ? counts[i] - counts[i - 2] : counts[i];
            if (value == 0 && i > 3) {
                int repeated = repeated(counts, i);
                Arrays.fill(target, at, at + repeated, (byte) 48);
                at += repeated;
                i += repeated - 1;
                continue;
            }
            // value fits into this group if the bits above its sign are all equal to the sign
            while (value + 16 >>> 5 != 0) {
                target[at++] = (byte) ((value & 0x1f | MORE) + 48);
                value >>= 5;
            }
            target[at++] = (byte) ((value & 0x1f) + 48);
        }
        return at;
    }

    /** How many runs from {@code i} on equal the run two before: a rectangle's do almost all. */
    private static int repeated(int[] counts, int i) {
        int length = Arrays.mismatch(counts, i, counts.length, counts, i - 2, counts.length - 2);
        return length < 0 ? counts.length - i : length;
    }

    /** Reads run lengths that add up to {@code pixels}. */
    static int[] decode(byte[] ascii, int from, int to, int pixels) {
        int[] counts = new int[countValues(ascii, from, to)];
        int at = from;
        long rest = pixels;
        for (int i = 0; i < counts.length; i++) {
            int start = at;
            int group = ascii[at++] - 48;
            long value = group & 0x1f;
            int bits = 5;
            while ((group & MORE) != 0) {
                group = ascii[at++] - 48;
                value |= (long) (group & 0x1f) << bits;
                bits += 5;
            }
            value = value << Long.SIZE - bits >> Long.SIZE - bits;
            if (i > 2) {
                value += counts[i - 2];
            }
            if (value < 0) {
                throw new MalformedRleException(start - from, "negative run length " + value);
            }
            if (value > rest) {
                throw new MalformedRleException(
                        start - from, "run of " + value + " where the mask has " + rest + " pixels left");
            }
            rest -= value;
            counts[i] = (int) value;
        }
        if (rest != 0) {
            throw new MalformedRleException(to - from, "runs end " + rest + " pixels before the mask does");
        }
        return counts;
    }

    /** Counts the values, which decides what is allocated, and makes sure that each is complete. */
    private static int countValues(byte[] ascii, int from, int to) {
        int values = 0;
        int start = from;
        for (int at = from; at < to; at++) {
            int group = ascii[at] - 48;
            if ((group & ~0x3f) != 0) {
                throw new MalformedRleException(at - from, "illegal character 0x" + hex(ascii[at]));
            }
            if ((group & MORE) == 0) {
                values++;
                start = at + 1;
            } else if (at - start == MAX_GROUPS - 1) {
                throw new MalformedRleException(start - from, "run length of more than 35 bits");
            }
        }
        if (start != to) {
            throw new MalformedRleException(to - from, "text ends within a run length");
        }
        return values;
    }

    private static String hex(byte character) {
        return Integer.toHexString(character & 0xff);
    }
}
