package dev.copra.mask;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Between run lengths and one byte a pixel, eight pixels at a time. */
final class RleDense {
    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private RleDense() {}

    static int[] encode(byte[] dense) {
        int[] counts = new int[64];
        int size = 0;
        int start = 0;
        boolean set = false;
        do {
            int end = set ? endOfOnes(dense, start) : endOfZeros(dense, start);
            if (size == counts.length) {
                counts = Arrays.copyOf(counts, 2 * size);
            }
            counts[size++] = end - start;
            start = end;
            set = !set;
        } while (start < dense.length);
        return Arrays.copyOf(counts, size);
    }

    /** Writes zeros and ones. */
    static void decode(int[] counts, byte[] target) {
        int end = 0;
        for (int i = 0; i < counts.length; i++) {
            int start = end;
            end += counts[i];
            Arrays.fill(target, start, end, (byte) (i & 1));
        }
    }

    /** Writes the ones only, over zeros. */
    static void decodeOnes(int[] counts, byte[] zeros) {
        int end = 0;
        for (int i = 1; i < counts.length; i += 2) {
            int start = end + counts[i - 1];
            end = start + counts[i];
            Arrays.fill(zeros, start, end, (byte) 1);
        }
    }

    /** Writes a value for the ones, row by row: pixel (x, y) at x + width * y. */
    static void paintRows(int[] counts, int height, int width, int[] rows, int value) {
        int end = 0;
        for (int i = 1; i < counts.length; i += 2) {
            int start = end + counts[i - 1];
            end = start + counts[i];
            if (start == end) {
                continue;
            }
            int x = start / height;
            int y = start % height;
            for (int p = start; p < end; p++) {
                rows[y * width + x] = value;
                if (++y == height) {
                    y = 0;
                    x++;
                }
            }
        }
    }

    private static int endOfZeros(byte[] dense, int from) {
        int at = from;
        for (; at <= dense.length - 8; at += 8) {
            long eight = (long) EIGHT_BYTES.get(dense, at);
            if (eight != 0) {
                return at + Long.numberOfTrailingZeros(eight) / 8;
            }
        }
        while (at < dense.length && dense[at] == 0) {
            at++;
        }
        return at;
    }

    private static int endOfOnes(byte[] dense, int from) {
        int at = from;
        for (; at <= dense.length - 8; at += 8) {
            long eight = (long) EIGHT_BYTES.get(dense, at);
            // a byte's highest bit is set where the byte is 0; borrows can only disturb bytes above the first 0
            long zeros = eight - LOWEST_BITS & ~eight & HIGHEST_BITS;
            if (zeros != 0) {
                return at + Long.numberOfTrailingZeros(zeros) / 8;
            }
        }
        while (at < dense.length && dense[at] != 0) {
            at++;
        }
        return at;
    }
}
