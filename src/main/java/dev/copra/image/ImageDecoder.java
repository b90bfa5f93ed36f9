package dev.copra.image;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.Rectangle;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Decodes JPEG (CMYK too), PNG, WebP, TIFF, BMP and GIF into 8-bit sRGB. Transparency is dropped, not blended, as Pillow's
 * {@code convert("RGB")} does; of several pages the first one is taken.
 */
public final class ImageDecoder {
    private ImageDecoder() {}

    /** Decodes a file. @param maxPixels refuses more pixels, by the size in the file's header */
    public static Planar<GrayU8> decode(Path file, long maxPixels) throws ImageException {
        return decode(file, maxPixels, null, 1);
    }

    /**
     * Decodes a part of a file.
     *
     * @param maxPixels refuses more pixels, by the size in the file's header and before anything is allocated
     * @param part to decode, which must lie in the picture; null for the whole
     * @param step of how many rows and columns one is taken; 1 for all
     * @return bands red, green, blue
     */
    static Planar<GrayU8> decode(Path file, long maxPixels, PicturePart part, int step) throws ImageException {
        try (OpenPicture picture = OpenPicture.of(ImageIO.createImageInputStream(file.toFile()))) {
            if (picture == null) {
                try (FileBytes bytes = new FileBytes(file)) {
                    throw new ImageException("image-unreadable", file + " " + ForeignFormat.describe(bytes));
                }
            }
            check(file, picture.width(), picture.height(), maxPixels);
            Rectangle region =
                    part == null ? null : new Rectangle(part.left(), part.top(), part.width(), part.height());
            return planar(picture.read(region, step));
        } catch (IOException | RuntimeException e) {
            // readers throw all sorts of unchecked exceptions on damaged files
            throw new ImageException("image-unreadable", file + " cannot be decoded: " + e.getMessage(), e);
        }
    }

    /** @throws ImageException if a picture has no size or too many pixels */
    static void check(Path file, long width, long height, long maxPixels) throws ImageException {
        if (width <= 0 || height <= 0 || width * height > maxPixels) {
            throw new ImageException(
                    "image-too-large", file + " has " + width + " x " + height + " pixels, more than " + maxPixels);
        }
    }

    private static Planar<GrayU8> planar(BufferedImage image) {
        ColorModel model = image.getColorModel();
        if (model.getColorSpace().getType() == ColorSpace.TYPE_GRAY
                && isInteger(image.getRaster().getTransferType())) {
            return gray(image.getRaster(), model.getComponentSize(0));
        }
        Planar<GrayU8> rgb = new Planar<>(GrayU8.class, image.getWidth(), image.getHeight(), 3);
        if (image.getType() == BufferedImage.TYPE_3BYTE_BGR) {
            split(image.getRaster(), rgb);
            return rgb;
        }
        int[] row = new int[image.getWidth()];
        for (int y = 0, i = 0; y < rgb.height; y++) {
            image.getRGB(0, y, rgb.width, 1, row, 0, rgb.width);
            for (int x = 0; x < rgb.width; x++, i++) {
                rgb.bands[0].data[i] = (byte) (row[x] >> 16);
                rgb.bands[1].data[i] = (byte) (row[x] >> 8);
                rgb.bands[2].data[i] = (byte) row[x];
            }
        }
        return rgb;
    }

    /** What most JPEGs come as, at a tenth of getRGB's time: sRGB already, its bytes side by side. */
    private static void split(Raster raster, Planar<GrayU8> rgb) {
        ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
        byte[] data = ((DataBufferByte) raster.getDataBuffer()).getData();
        int origin = raster.getDataBuffer().getOffset()
                - raster.getSampleModelTranslateY() * model.getScanlineStride()
                - raster.getSampleModelTranslateX() * model.getPixelStride();
        for (int band = 0; band < 3; band++) {
            byte[] target = rgb.bands[band].data;
            for (int y = 0, i = 0; y < rgb.height; y++) {
                int from = origin + model.getBandOffsets()[band] + y * model.getScanlineStride();
                for (int x = 0; x < rgb.width; x++, i++, from += 3) {
                    target[i] = data[from];
                }
            }
        }
    }

    /** Takes the values as they are: getRGB would take them for linear light and put 155 for 84. */
    private static Planar<GrayU8> gray(Raster raster, int bits) {
        Planar<GrayU8> rgb = new Planar<>(GrayU8.class, raster.getWidth(), raster.getHeight(), 3);
        long largest = (1L << bits) - 1;
        int[] row = new int[raster.getWidth()];
        for (int y = 0, i = 0; y < rgb.height; y++) {
            raster.getSamples(raster.getMinX(), raster.getMinY() + y, rgb.width, 1, 0, row);
            for (int x = 0; x < rgb.width; x++, i++) {
                byte value = (byte) ((row[x] * 255L + largest / 2) / largest);
                rgb.bands[0].data[i] = value;
                rgb.bands[1].data[i] = value;
                rgb.bands[2].data[i] = value;
            }
        }
        return rgb;
    }

    private static boolean isInteger(int transferType) {
        return transferType == DataBuffer.TYPE_BYTE || transferType == DataBuffer.TYPE_USHORT;
    }
}
