package dev.copra.image;

import java.io.IOException;

/** GIF (GIF89a) and BMP (Windows and OS/2 bitmaps). */
final class OldHeaders {
    private OldHeaders() {}

    static ImageHeader.Builder gif(FileBytes bytes) {
        return new ImageHeader.Builder("GIF", found -> walkGif(bytes, found));
    }

    /** Goes through the first picture; readers need no more. */
    private static String walkGif(FileBytes bytes, ImageHeader.Builder found) throws IOException, ImageException {
        found.width = bytes.number(6, 2, true);
        found.height = bytes.number(8, 2, true);
        long at = 13 + colours(bytes.at(10));
        while (true) {
            switch (bytes.at(at)) {
                case 0x21 -> at = skipBlocks(bytes, at + 2);
                case 0x2c -> {
                    skipBlocks(bytes, at + 11 + colours(bytes.at(at + 9)));
                    return null;
                }
                case 0x3b -> throw found.broken("it has no picture");
                default -> throw found.broken("no block at byte " + at);
            }
        }
    }

    private static long colours(int flags) {
        return (flags & 0x80) == 0 ? 0 : 3L << 1 + (flags & 7);
    }

    private static long skipBlocks(FileBytes bytes, long from) throws IOException {
        long at = from;
        while (bytes.at(at) != 0) {
            at += 1 + bytes.at(at);
        }
        return at + 1;
    }

    static ImageHeader.Builder bmp(FileBytes bytes) {
        return new ImageHeader.Builder("BMP", found -> walkBmp(bytes, found));
    }

    private static String walkBmp(FileBytes bytes, ImageHeader.Builder found) throws IOException {
        boolean old = bytes.number(14, 4, true) == 12;
        int side = old ? 2 : 4;
        found.width = bytes.number(18, side, true);
        // a negative height means that the rows go downwards
        long height = bytes.number(18 + side, side, true);
        found.height = old ? height : Math.abs((int) height);
        long bits = bytes.number(old ? 24 : 28, 2, true);
        long compression = old ? 0 : bytes.number(30, 4, true);
        if (compression == 0 || compression == 3) {
            long end = bytes.number(10, 4, true) + (found.width * bits + 31) / 32 * 4 * found.height;
            if (end > bytes.length()) {
                return "its pixels reach to byte " + end + ", it has " + bytes.length();
            }
        }
        return null;
    }
}
