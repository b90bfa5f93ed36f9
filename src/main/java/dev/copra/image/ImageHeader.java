package dev.copra.image;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What an image file says of itself, read without decoding a pixel: a few blocks of the file, whatever its length.
 *
 * <p>A file counts as cut off if it ends before its own structure does: JPEG without an end-of-image marker behind its
 * scan, PNG without {@code IEND}, WebP shorter than its RIFF header says, GIF within its first picture, BMP and TIFF with
 * pixels beyond the end. What is damaged between a whole start and a whole end is not noticed; only decoding would.
 *
 * @param format {@code JPEG}, {@code PNG}, {@code WebP}, {@code TIFF}, {@code BMP} or {@code GIF}
 * @param width of the pixels as they are stored, or 0 if the file is cut off before it
 * @param height of the pixels as they are stored, or 0
 * @param orientation by EXIF (Exif 2.32, tag 0x0112): 1 to 8, where 5 to 8 exchange the sides; 1 if the file does not say
 * @param cutOff what is missing, or null if the file is whole
 */
public record ImageHeader(String format, int width, int height, int orientation, String cutOff) {

    /** Whether viewers that follow EXIF show the image with its sides exchanged. */
    public boolean turnsSides() {
        return orientation >= 5;
    }

    /**
     * Reads a file's header.
     *
     * @throws ImageException if it is no image that {@link ImageDecoder} reads, or its structure makes no sense
     * @throws IOException if it cannot be opened or read
     */
    public static ImageHeader read(Path file) throws IOException, ImageException {
        try (FileBytes bytes = new FileBytes(file)) {
            return Builder.of(bytes).build();
        }
    }

    /** Collects what a parser finds, so that a file that ends early still tells what came before. */
    static final class Builder {
        private final String format;
        private final Walk walk;
        long width;
        long height;
        int orientation = 1;
        final ColorHeader colors = new ColorHeader();

        Builder(String format, Walk walk) {
            this.format = format;
            this.walk = walk;
        }

        /** The one for a file's format. @throws ImageException if it is of none that is read */
        static Builder of(FileBytes bytes) throws IOException, ImageException {
            if (bytes.length() == 0) {
                throw new ImageException("image-unreadable", "the file is empty");
            }
            if (bytes.has(0, "\u00ff\u00d8")) {
                return JpegHeader.of(bytes);
            }
            if (bytes.has(0, "\u0089PNG\r\n\u001a\n")) {
                return ChunkedHeader.png(bytes);
            }
            if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) {
                return ChunkedHeader.webp(bytes);
            }
            if (TiffDirectory.isTiff(bytes, 0)) {
                return TiffDirectory.ofFile(bytes);
            }
            if (bytes.has(0, "GIF8")) {
                return OldHeaders.gif(bytes);
            }
            if (bytes.has(0, "BM")) {
                return OldHeaders.bmp(bytes);
            }
            throw new ImageException("image-unreadable", "the file " + ForeignFormat.describe(bytes));
        }

        /** Where the parser goes through the file. */
        interface Walk {
            /** @return what is missing at the end, or null */
            String through(Builder found) throws IOException, ImageException;
        }

        ImageHeader build() throws IOException, ImageException {
            String cutOff;
            try {
                cutOff = walk.through(this);
            } catch (EOFException e) {
                cutOff = e.getMessage();
            }
            if (cutOff == null && (width < 1 || height < 1)
                    || width < 0
                    || height < 0
                    || width > Integer.MAX_VALUE
                    || height > Integer.MAX_VALUE) {
                throw new ImageException("image-unreadable", "the " + format + " file has no size");
            }
            return new ImageHeader(format, (int) width, (int) height, orientation, cutOff);
        }

        ImageException broken(String what) {
            return new ImageException("image-unreadable", "the " + format + " file is damaged: " + what);
        }
    }
}
