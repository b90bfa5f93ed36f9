package dev.copra.image;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The EXIF orientation of a JPEG, PNG, WebP or TIFF file (Exif 2.32, tag 0x0112). Only used to explain a mismatch of
 * sizes, so it never fails and looks at the file's first 256 KiB only.
 */
final class ExifOrientation {
    private static final int LOOK = 1 << 18;
    private static final int TAG = 0x0112;

    private ExifOrientation() {}

    /** 1 to 8, where 5 to 8 exchange width and height; 1 if the file does not say. */
    static int of(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return of(in.readNBytes(LOOK));
        } catch (IOException | IndexOutOfBoundsException | ArithmeticException e) {
            return 1;
        }
    }

    /** @throws IndexOutOfBoundsException if the head ends within what it announces */
    static int of(byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        int tiff = -1;
        if (head.length > 12 && bytes.getShort(0) == (short) 0xffd8) {
            tiff = inJpeg(bytes);
        } else if (head.length > 12 && bytes.getInt(0) == 0x89504e47) {
            tiff = inChunks(bytes, 8, "eXIf", ByteOrder.BIG_ENDIAN);
        } else if (startsWith(head, 0, "RIFF") && startsWith(head, 8, "WEBP")) {
            tiff = inChunks(bytes, 12, "EXIF", ByteOrder.LITTLE_ENDIAN);
        } else if (isTiff(head, 0)) {
            tiff = 0;
        }
        return tiff >= 0 && isTiff(head, tiff) ? inTiff(bytes, tiff) : 1;
    }

    private static int inJpeg(ByteBuffer bytes) {
        int at = 2;
        while (at + 10 < bytes.limit() && bytes.get(at) == (byte) 0xff) {
            int marker = bytes.get(at + 1) & 0xff;
            if (marker == 0xe1 && startsWith(bytes.array(), at + 4, "Exif\0\0")) {
                return at + 10;
            }
            if (marker == 0xda) {
                return -1;
            }
            at += 2 + (bytes.getShort(at + 2) & 0xffff);
        }
        return -1;
    }

    /** PNG has length and name before the data and a checksum after them, WebP name, length, data and padding. */
    private static int inChunks(ByteBuffer bytes, int first, String name, ByteOrder order) {
        boolean png = order == ByteOrder.BIG_ENDIAN;
        bytes.order(order);
        long at = first;
        while (at + 8 <= bytes.limit()) {
            int start = (int) at;
            long length = bytes.getInt(png ? start : start + 4) & 0xffffffffL;
            if (startsWith(bytes.array(), png ? start + 4 : start, name)) {
                int data = start + 8;
                return startsWith(bytes.array(), data, "Exif\0\0") ? data + 6 : data;
            }
            at += 8 + length + (png ? 4 : length % 2);
        }
        return -1;
    }

    private static boolean isTiff(byte[] head, int at) {
        return startsWith(head, at, "II*\0") || startsWith(head, at, "MM\0*");
    }

    private static int inTiff(ByteBuffer bytes, int tiff) {
        bytes.order(bytes.get(tiff) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        int directory = Math.addExact(tiff, bytes.getInt(tiff + 4));
        int entries = bytes.getShort(directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            int entry = directory + 2 + 12 * i;
            if ((bytes.getShort(entry) & 0xffff) == TAG) {
                int value = bytes.getShort(entry + 8) & 0xffff;
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private static boolean startsWith(byte[] bytes, int at, String text) {
        byte[] start = text.getBytes(StandardCharsets.ISO_8859_1);
        if (at < 0 || at + start.length > bytes.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[at + i] != start[i]) {
                return false;
            }
        }
        return true;
    }
}
