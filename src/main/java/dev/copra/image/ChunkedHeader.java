package dev.copra.image;

import java.io.IOException;

/** Formats that are a row of named chunks: PNG (W3C, third edition) and WebP (RFC 9649). */
final class ChunkedHeader {
    private ChunkedHeader() {}

    static ImageHeader.Builder png(FileBytes bytes) {
        return new ImageHeader.Builder("PNG", found -> walkPng(bytes, found));
    }

    private static String walkPng(FileBytes bytes, ImageHeader.Builder found) throws IOException, ImageException {
        if (!bytes.has(12, "IHDR")) {
            bytes.at(33);
            throw found.broken("it does not start with IHDR");
        }
        found.width = bytes.number(16, 4, false);
        found.height = bytes.number(20, 4, false);
        boolean pixels = false;
        for (long at = 8; at + 12 <= bytes.length(); ) {
            long length = bytes.number(at, 4, false);
            if (bytes.has(at + 4, "IEND")) {
                return pixels ? null : "there are no pixels";
            }
            if (!isName(bytes, at + 4)) {
                throw found.broken("no chunk at byte " + at);
            }
            pixels |= bytes.has(at + 4, "IDAT");
            if (bytes.has(at + 4, "eXIf")) {
                found.orientation = TiffDirectory.orientation(bytes, at + 8);
            }
            if (bytes.has(at + 4, "tRNS")) {
                // transparency is dropped anyway, and the JDK's reader moves the pixels of a part by it
                found.colors.hide(at + 4, "trNs");
            }
            if (bytes.has(at + 4, "iCCP")) {
                addPngProfile(bytes, at + 8, length, found.colors);
            }
            at += 12 + length;
        }
        return "there is no IEND chunk";
    }

    /** A name of up to 79 characters, a zero, the method of compression, the packed profile. */
    private static void addPngProfile(FileBytes bytes, long data, long length, ColorHeader colors) throws IOException {
        colors.hide(data - 4, "icCp");
        long packed = data;
        while (packed < data + Math.min(length, 80) && bytes.at(packed) != 0) {
            packed++;
        }
        colors.addPackedProfile(packed + 2, data + length - packed - 2);
    }

    private static boolean isName(FileBytes bytes, long at) throws IOException {
        for (int i = 0; i < 4; i++) {
            int letter = bytes.at(at + i) | 0x20;
            if (letter < 'a' || letter > 'z') {
                return false;
            }
        }
        return true;
    }

    static ImageHeader.Builder webp(FileBytes bytes) {
        return new ImageHeader.Builder("WebP", found -> walkWebp(bytes, found));
    }

    private static String walkWebp(FileBytes bytes, ImageHeader.Builder found) throws IOException, ImageException {
        long end = 8 + bytes.number(4, 4, true);
        boolean pixels = false;
        for (long at = 12; at + 8 <= Math.min(end, bytes.length()); ) {
            long length = bytes.number(at + 4, 4, true);
            long data = at + 8;
            if (bytes.has(at, "ICCP")) {
                found.colors.hide(at, "iccp");
                found.colors.addProfile(1, data, length);
            } else if (bytes.has(at, "VP8X")) {
                found.width = 1 + bytes.number(data + 4, 3, true);
                found.height = 1 + bytes.number(data + 7, 3, true);
            } else if (bytes.has(at, "VP8 ")) {
                pixels = true;
                if (found.width == 0) {
                    found.width = bytes.number(data + 6, 2, true) & 0x3fff;
                    found.height = bytes.number(data + 8, 2, true) & 0x3fff;
                }
                // the first partition, of headers and modes (RFC 6386, 9.1), must lie within the chunk
                if ((bytes.number(data, 3, true) >> 5) + 10 > length) {
                    return "its picture ends within the first partition";
                }
            } else if (bytes.has(at, "VP8L")) {
                pixels = true;
                if (found.width == 0) {
                    long sizes = bytes.number(data + 1, 4, true);
                    found.width = 1 + (sizes & 0x3fff);
                    found.height = 1 + (sizes >> 14 & 0x3fff);
                }
            } else if (bytes.has(at, "ANMF")) {
                pixels = true;
            } else if (bytes.has(at, "EXIF")) {
                found.orientation = TiffDirectory.orientation(bytes, bytes.has(data, "Exif\0\0") ? data + 6 : data);
            }
            at = data + length + length % 2;
            if (at - 1 > bytes.length()) {
                return "its chunks reach to byte " + at + ", it has " + bytes.length();
            }
        }
        if (!pixels) {
            return "there are no pixels";
        }
        // some writers leave out the last chunk's padding
        return end - 1 > bytes.length() ? "its header announces " + end + " bytes, it has " + bytes.length() : null;
    }
}
