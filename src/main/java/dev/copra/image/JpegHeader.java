package dev.copra.image;

import java.io.IOException;

/** JPEG (ITU T.81, annex B): segments up to the first scan, then the end-of-image marker. */
final class JpegHeader {
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP14 = 0xee;
    /** The marker of a profile (ICC.1, annex B.4), and what a reader finds in its place. */
    private static final String PROFILE = "ICC_PROFILE\0";

    private static final String NO_PROFILE = "no profile.\0";
    /** Bytes before a piece of the profile: its marker, which piece it is, and of how many. */
    private static final int PROFILE_START = PROFILE.length() + 2;

    private static final int ADOBE_TRANSFORM = 11;

    private JpegHeader() {}

    static ImageHeader.Builder of(FileBytes bytes) {
        return new ImageHeader.Builder("JPEG", found -> walk(bytes, found));
    }

    private static String walk(FileBytes bytes, ImageHeader.Builder found) throws IOException, ImageException {
        long at = 2;
        boolean jfif = false;
        long adobe = -1;
        int components = 0;
        int marker;
        do {
            if (bytes.at(at) != 0xff) {
                throw found.broken("no marker at byte " + at);
            }
            while (bytes.at(at + 1) == 0xff) {
                at++;
            }
            marker = bytes.at(at + 1);
            if (marker == END_OF_IMAGE) {
                throw found.broken("it ends before any picture");
            }
            if (isAlone(marker)) {
                at += 2;
                continue;
            }
            long length = bytes.number(at + 2, 2, false);
            if (isFrame(marker)) {
                found.height = bytes.number(at + 5, 2, false);
                found.width = bytes.number(at + 7, 2, false);
                components = bytes.at(at + 9);
            } else if (marker == APP0 && bytes.has(at + 4, "JFIF\0")) {
                jfif = true;
            } else if (marker == APP14 && bytes.has(at + 4, "Adobe")) {
                adobe = at + 4;
            } else if (marker == APP2 && length >= 2 + PROFILE_START && bytes.has(at + 4, PROFILE)) {
                found.colors.hide(at + 4, NO_PROFILE);
                found.colors.addProfile(
                        bytes.at(at + 4 + PROFILE.length()), at + 4 + PROFILE_START, length - 2 - PROFILE_START);
            } else if (marker == APP1 && bytes.has(at + 4, "Exif\0\0")) {
                found.orientation = TiffDirectory.orientation(bytes, at + 10);
            }
            at += 2 + length;
        } while (marker != START_OF_SCAN);
        if (components == 4) {
            // libjpeg's rule: no transformation without the marker or with 0, else luma and chroma of the inks
            found.colors.inks = adobe >= 0 && bytes.at(adobe + ADOBE_TRANSFORM) != 0 ? Inks.YCCK : Inks.CMYK;
        } else if (jfif && adobe >= 0) {
            // libjpeg's rule: JFIF's three components are luma and chroma whatever else is said
            found.colors.hide(adobe, "adobe");
        }
        return endsWell(bytes) || hasEnd(bytes, at) ? null : "there is no end-of-image marker";
    }

    private static boolean isAlone(int marker) {
        return marker == 0x01 || marker >= 0xd0 && marker <= 0xd8;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static boolean endsWell(FileBytes bytes) throws IOException {
        return bytes.at(bytes.length() - 2) == 0xff && bytes.at(bytes.length() - 1) == END_OF_IMAGE;
    }

    /** Whether the picture ends somewhere before the file does; others have put something behind it. */
    private static boolean hasEnd(FileBytes bytes, long scan) throws IOException {
        long last = bytes.length() - 1;
        for (long at = scan; at < last; at++) {
            if (bytes.at(at) != 0xff) {
                continue;
            }
            int marker = bytes.at(at + 1);
            if (marker == END_OF_IMAGE) {
                return true;
            }
            // tables between the scans of a progressive file; within a scan an 0xff is followed by 0 or a restart
            // marker
            if (marker != 0 && marker != 0xff && !isAlone(marker) && at + 3 <= last) {
                at += 1 + bytes.number(at + 2, 2, false);
            }
        }
        return false;
    }
}
