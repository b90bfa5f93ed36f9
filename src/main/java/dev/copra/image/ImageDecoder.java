package dev.copra.image;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.Rectangle;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Decodes JPEG (CMYK too), PNG, WebP, TIFF, BMP and GIF into 8 bits of red, green and blue: the numbers of Pillow's
 * {@code convert("RGB")}, which looks at no colour profile and drops transparency and does not blend it. Of several pages the first
 * one is taken.
 */
public final class ImageDecoder {
    private ImageDecoder() {}

    /** Decodes a file, as it is stored. @param maxPixels refuses more pixels, by the size in the file's header */
    public static Planar<GrayU8> decode(Path file, long maxPixels) throws ImageException {
        return decode(file, maxPixels, null, 1, ColorProfile.IGNORE, note -> {});
    }

    /**
     * Decodes a part of a file.
     *
     * @param maxPixels refuses more pixels, by the size in the file's header and before anything is allocated
     * @param part to decode, which must lie in the picture; null for the whole
     * @param step of how many rows and columns one is taken; 1 for all
     * @param profile what is done with the file's colour profile
     * @param unprofiled told why the profile is not applied though it should be
     * @return bands red, green, blue
     */
    static Planar<GrayU8> decode(
            Path file, long maxPixels, PicturePart part, int step, ColorProfile profile, Consumer<String> unprofiled)
            throws ImageException {
        try (FileBytes bytes = new FileBytes(file)) {
            ColorHeader colors = ColorHeader.read(bytes);
            Planar<GrayU8> stored = stored(file, bytes, colors, maxPixels, part, step);
            if (profile == ColorProfile.APPLY && colors.hasProfile()) {
                try {
                    return ProfileConversion.toSrgb(stored, colors.profile(bytes));
                } catch (IOException e) {
                    unprofiled.accept(e.getMessage());
                }
            }
            return StoredPixels.rgb(stored);
        } catch (IOException | RuntimeException e) {
            // readers throw all sorts of unchecked exceptions on damaged files
            throw new ImageException("image-unreadable", file + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    private static Planar<GrayU8> stored(
            Path file, FileBytes bytes, ColorHeader colors, long maxPixels, PicturePart part, int step)
            throws IOException, ImageException {
        try (OpenPicture picture = OpenPicture.of(file, colors)) {
            if (picture == null) {
                throw new ImageException("image-unreadable", file + " " + ForeignFormat.describe(bytes));
            }
            check(file, picture.width(), picture.height(), maxPixels);
            Rectangle region =
                    part == null ? null : new Rectangle(part.left(), part.top(), part.width(), part.height());
            return colors.inks != null
                    ? StoredPixels.ofJpeg(picture.readRaster(region, step), colors.inks)
                    : StoredPixels.of(picture.read(region, step));
        }
    }

    /** @throws ImageException if a picture has no size or too many pixels */
    static void check(Path file, long width, long height, long maxPixels) throws ImageException {
        if (width <= 0 || height <= 0 || width * height > maxPixels) {
            throw new ImageException(
                    "image-too-large", file + " has " + width + " x " + height + " pixels, more than " + maxPixels);
        }
    }
}
