package dev.copra.image;

import java.io.IOException;

/**
 * The first directory of a TIFF (TIFF 6.0, and BigTIFF with its longer numbers), which is also what EXIF is written in.
 */
final class TiffDirectory {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int STRIP_OFFSETS = 273;
    private static final int ORIENTATION = 274;
    private static final int STRIP_LENGTHS = 279;
    private static final int TILE_OFFSETS = 324;
    private static final int TILE_LENGTHS = 325;
    private static final int PROFILE = 34675;
    /** Bytes of a value by its type. */
    private static final int[] SIZES = {1, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8, 4, 1, 1, 8, 8, 8};

    private final FileBytes bytes;
    private final long start;
    private final boolean little;
    private final boolean big;

    private TiffDirectory(FileBytes bytes, long start) throws IOException {
        this.bytes = bytes;
        this.start = start;
        little = bytes.has(start, "II");
        big = number(start + 2, 2) == 43;
    }

    static boolean isTiff(FileBytes bytes, long at) throws IOException {
        return bytes.has(at, "II*\0") || bytes.has(at, "MM\0*") || bytes.has(at, "II+\0") || bytes.has(at, "MM\0+");
    }

    /** The orientation in an EXIF block; 1 if there is none or the block is damaged, which is no fault of the picture. */
    static int orientation(FileBytes bytes, long at) {
        try {
            int[] orientation = {1};
            if (isTiff(bytes, at)) {
                new TiffDirectory(bytes, at).each((tag, type, count, value, entry) -> {
                    if (tag == ORIENTATION) {
                        orientation[0] = (int) new TiffDirectory(bytes, at).number(value, 2);
                    }
                });
            }
            return orientation[0] >= 1 && orientation[0] <= 8 ? orientation[0] : 1;
        } catch (IOException e) {
            return 1;
        }
    }

    static ImageHeader.Builder ofFile(FileBytes bytes) {
        return new ImageHeader.Builder("TIFF", found -> new TiffDirectory(bytes, 0).walk(found));
    }

    private String walk(ImageHeader.Builder found) throws IOException {
        long[][] pixels = new long[2][];
        found.orientation = orientation(bytes, 0);
        each((tag, type, count, value, at) -> {
            switch (tag) {
                case WIDTH -> found.width = number(value, size(type));
                case HEIGHT -> found.height = number(value, size(type));
                case STRIP_OFFSETS, TILE_OFFSETS -> pixels[0] = numbers(type, count, value);
                case STRIP_LENGTHS, TILE_LENGTHS -> pixels[1] = numbers(type, count, value);
                case PROFILE -> {
                    // the next number, which nothing has: entries stay in order
                    found.colors.hide(at, little ? "\u0074\u0087" : "\u0087\u0074");
                    found.colors.addProfile(1, value, count);
                }
                default -> {}
            }
        });
        for (int i = 0;
                pixels[0] != null && pixels[1] != null && i < Math.min(pixels[0].length, pixels[1].length);
                i++) {
            long end = pixels[0][i] + pixels[1][i];
            if (end > bytes.length()) {
                return "its pixels reach to byte " + end + ", it has " + bytes.length();
            }
        }
        return null;
    }

    private interface Entry {
        /** @param value where the value, or the first of several, is @param at where the entry is, which its tag begins */
        void see(int tag, int type, long count, long value, long at) throws IOException;
    }

    private void each(Entry entry) throws IOException {
        int word = big ? 8 : 4;
        long directory = start + number(start + word, word);
        long entries = number(directory, big ? 8 : 2);
        long at = directory + (big ? 8 : 2);
        for (long i = 0; i < Math.min(entries, 4096); i++, at += 4 + 2L * word) {
            int type = (int) number(at + 2, 2);
            long count = number(at + 4, word);
            long value = at + 4 + word;
            boolean within = count >= 0 && count <= word / size(type);
            entry.see((int) number(at, 2), type, count, within ? value : start + number(value, word), at);
        }
    }

    private static int size(int type) {
        return type >= 0 && type < SIZES.length ? SIZES[type] : 1;
    }

    private long[] numbers(int type, long count, long at) throws IOException {
        if (count < 0 || at + count * size(type) > bytes.length()) {
            bytes.at(bytes.length());
        }
        long[] numbers = new long[(int) Math.min(count, 1 << 20)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(at + (long) i * size(type), size(type));
        }
        return numbers;
    }

    private long number(long at, int size) throws IOException {
        return bytes.number(at, size, little);
    }
}
