package dev.copra.format.labelstudio;

import dev.copra.mask.Rle;
import java.util.Arrays;

/**
 * The run-length encoding of brush masks, which is that of the library thi.ng/rle-pack over the picture's RGBA bytes, of which the
 * fourth of each pixel is the mask. Its bits, the highest first: 32 for the number of bytes, 5 for the size of a word less one, four times
 * 4 for the sizes of counts less one; then runs: a bit that says whether one word is repeated, 2 for which size the count has, the count
 * less one, and the word or all words.
 */
final class BrushRle {
    private static final int[] SIZES = {3, 4, 8, 16};
    private static final int WORD = 8;

    private BrushRle() {}

    /** Reads bits, the highest first; behind the end it throws. */
    private static final class Bits {
        private final int[] bytes;
        private long position;

        Bits(int[] bytes) {
            this.bytes = bytes;
        }

        int next(int count) {
            int value = 0;
            for (int i = 0; i < count; i++, position++) {
                int at = (int) (position >> 3);
                if (at >= bytes.length) {
                    throw new IllegalArgumentException("the brush mask ends early");
                }
                value = value << 1 | bytes[at] >> 7 - (position & 7) & 1;
            }
            return value;
        }
    }

    /**
     * @param bytes 0 to 255 each
     * @throws IllegalArgumentException if they are no mask of this size
     */
    static Rle decode(int[] bytes, int width, int height) {
        Bits bits = new Bits(bytes);
        long length = bits.next(32) & 0xFFFFFFFFL;
        if (length != 4L * width * height) {
            throw new IllegalArgumentException(
                    "the brush mask has " + length / 4 + " pixels, its image " + (long) width * height);
        }
        int word = bits.next(5) + 1;
        int[] sizes = new int[4];
        for (int i = 0; i < 4; i++) {
            sizes[i] = bits.next(4) + 1;
        }
        byte[] columns = new byte[width * height];
        long at = 0;
        while (at < length) {
            boolean repeated = bits.next(1) == 1;
            long end = at + 1 + bits.next(sizes[bits.next(2)]);
            if (end > length) {
                throw new IllegalArgumentException("the brush mask has more pixels than its image");
            }
            int value = repeated ? bits.next(word) : 0;
            for (; at < end; at++) {
                int read = repeated ? value : bits.next(word);
                if ((at & 3) == 3 && read > 0) {
                    int pixel = (int) (at >> 2);
                    columns[pixel / width + height * (pixel % width)] = 1;
                }
            }
        }
        return Rle.ofDense(columns, height, width);
    }

    /** All bytes of a pixel are 255 in the mask and 0 elsewhere. */
    static int[] encode(Rle mask) {
        int width = mask.width();
        int height = mask.height();
        byte[] dense = mask.toDense();
        Writer out = new Writer();
        out.add(4 * width * height, 32);
        out.add(WORD - 1, 5);
        for (int size : SIZES) {
            out.add(size - 1, 4);
        }
        int pixels = width * height;
        for (int from = 0; from < pixels; ) {
            byte value = dense[from / width + height * (from % width)];
            int to = from + 1;
            while (to < pixels && dense[to / width + height * (to % width)] == value) {
                to++;
            }
            for (long left = 4L * (to - from); left > 0; ) {
                int count = (int) Math.min(left, 1 << SIZES[3]);
                int size = 0;
                while (count > 1 << SIZES[size]) {
                    size++;
                }
                out.add(1, 1);
                out.add(size, 2);
                out.add(count - 1, SIZES[size]);
                out.add(value == 0 ? 0 : 255, WORD);
                left -= count;
            }
            from = to;
        }
        return out.toBytes();
    }

    private static final class Writer {
        private int[] bytes = new int[256];
        private long position;

        void add(int value, int count) {
            for (int i = count - 1; i >= 0; i--, position++) {
                int at = (int) (position >> 3);
                if (at == bytes.length) {
                    bytes = Arrays.copyOf(bytes, 2 * at);
                }
                bytes[at] |= (value >> i & 1) << 7 - (position & 7);
            }
        }

        int[] toBytes() {
            return Arrays.copyOf(bytes, (int) (position + 7 >> 3));
        }
    }
}
