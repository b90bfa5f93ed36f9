package dev.copra.image;

import java.io.IOException;

/** Formats that are known by their first bytes and not decoded, so that the message can name them. */
final class ForeignFormat {
    private ForeignFormat() {}

    /** What is wrong with a file that is none of those that are decoded, as a phrase behind its name. */
    static String describe(FileBytes bytes) throws IOException {
        String name = name(bytes);
        if (name == null) {
            return "is not JPEG, PNG, WebP, TIFF, BMP or GIF";
        }
        return "is " + name + (name.startsWith("a ") ? "; fetch the picture itself" : "; convert it to PNG or JPEG");
    }

    private static String name(FileBytes bytes) throws IOException {
        if (bytes.has(4, "ftypavif") || bytes.has(4, "ftypavis")) {
            return "AVIF";
        }
        if (bytes.has(4, "ftyphei")
                || bytes.has(4, "ftyphev")
                || bytes.has(4, "ftypmif1")
                || bytes.has(4, "ftypmsf1")) {
            return "HEIF";
        }
        if (bytes.has(4, "jP  \r\n\u0087\n") || bytes.has(0, "\u00ffO\u00ffQ")) {
            return "JPEG 2000";
        }
        if (bytes.has(4, "JXL \r\n\u0087\n") || bytes.has(0, "\u00ff\n")) {
            return "JPEG XL";
        }
        for (char kind = '1'; kind <= '7'; kind++) {
            if (bytes.has(0, "P" + kind + "\n") || bytes.has(0, "P" + kind + " ") || bytes.has(0, "P" + kind + "\r")) {
                return "PNM (PPM, PGM, PBM or PAM)";
            }
        }
        if (bytes.has(0, "<svg") || bytes.has(0, "<?xml")) {
            return "SVG or other XML";
        }
        if (bytes.has(0, "<!DOCTYPE") || bytes.has(0, "<!doctype") || bytes.has(0, "<html")) {
            return "a web page";
        }
        if (bytes.has(0, "version https://git-lfs")) {
            return "a pointer of Git LFS";
        }
        return bytes.has(0, "%PDF") ? "PDF" : bytes.has(0, "8BPS") ? "Photoshop" : null;
    }
}
