package dev.copra.image;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * The numbers of a decoded picture as 8 bits, whatever its colour space says of them: one band of grey, three of red, green and blue,
 * or four of ink, of which 255 is all. Alpha is dropped; of 16 bits the upper 8 stay, as with Pillow and OpenCV.
 */
final class StoredPixels {
    private StoredPixels() {}

    static Planar<GrayU8> of(BufferedImage image) {
        ColorModel model = image.getColorModel();
        int bands = bands(model);
        if (bands == 0) {
            return converted(image);
        }
        Raster raster = image.getRaster();
        return isBytes(raster) && model.getComponentSize(0) == 8
                ? split(raster, bands)
                : samples(raster, bands, model.getComponentSize(0));
    }

    /** How many bands of the picture's raster are numbers of its colours; 0 if only its colour model can tell them. */
    private static int bands(ColorModel model) {
        int type = model.getTransferType();
        if (!(model instanceof ComponentColorModel)
                || model.isAlphaPremultiplied()
                || type != DataBuffer.TYPE_BYTE && type != DataBuffer.TYPE_USHORT) {
            return 0;
        }
        return switch (model.getColorSpace().getType()) {
            case ColorSpace.TYPE_GRAY -> 1;
            case ColorSpace.TYPE_RGB -> 3;
            case ColorSpace.TYPE_CMYK -> 4;
            default -> 0;
        };
    }

    /** Whether samples lie as bytes at steps that are always the same. */
    private static boolean isBytes(Raster raster) {
        return raster.getSampleModel() instanceof ComponentSampleModel
                && raster.getDataBuffer() instanceof DataBufferByte;
    }

    /** What most pictures come as, at a tenth of getRGB's time. */
    private static Planar<GrayU8> split(Raster raster, int bands) {
        Planar<GrayU8> planes = new Planar<>(GrayU8.class, raster.getWidth(), raster.getHeight(), bands);
        ComponentSampleModel model = (ComponentSampleModel) raster.getSampleModel();
        DataBufferByte buffer = (DataBufferByte) raster.getDataBuffer();
        int step = model.getPixelStride();
        int row = model.getScanlineStride();
        int origin = (raster.getMinY() - raster.getSampleModelTranslateY()) * row
                + (raster.getMinX() - raster.getSampleModelTranslateX()) * step;
        for (int band = 0; band < bands; band++) {
            int bank = model.getBankIndices()[band];
            byte[] data = buffer.getData(bank);
            int start = buffer.getOffsets()[bank] + origin + model.getBandOffsets()[band];
            byte[] target = planes.bands[band].data;
            for (int y = 0, i = 0; y < planes.height; y++) {
                int from = start + y * row;
                for (int x = 0; x < planes.width; x++, i++, from += step) {
                    target[i] = data[from];
                }
            }
        }
        return planes;
    }

    private static Planar<GrayU8> samples(Raster raster, int bands, int bits) {
        Planar<GrayU8> planes = new Planar<>(GrayU8.class, raster.getWidth(), raster.getHeight(), bands);
        int largest = (1 << bits) - 1;
        int[] row = new int[planes.width];
        for (int band = 0; band < bands; band++) {
            byte[] target = planes.bands[band].data;
            for (int y = 0, i = 0; y < planes.height; y++) {
                raster.getSamples(raster.getMinX(), raster.getMinY() + y, planes.width, 1, band, row);
                for (int x = 0; x < planes.width; x++, i++) {
                    target[i] = (byte) (bits >= 8 ? row[x] >> bits - 8 : row[x] * 255 / largest);
                }
            }
        }
        return planes;
    }

    /** By the colour model: palettes, samples packed into one number, fractions. */
    private static Planar<GrayU8> converted(BufferedImage image) {
        Planar<GrayU8> rgb = new Planar<>(GrayU8.class, image.getWidth(), image.getHeight(), 3);
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

    /**
     * The inks of a JPEG of four components, which Adobe, and so everybody, writes with 0 for all and 255 for none.
     *
     * @param raster of four bands, as they are coded
     */
    static Planar<GrayU8> ofJpeg(Raster raster, Inks inks) {
        Planar<GrayU8> planes = split(raster, 4);
        byte[][] data = {planes.bands[0].data, planes.bands[1].data, planes.bands[2].data, planes.bands[3].data};
        for (int i = 0; i < data[0].length; i++) {
            if (inks == Inks.YCCK) {
                int luma = data[0][i] & 0xff;
                int blue = (data[1][i] & 0xff) - 128;
                int red = (data[2][i] & 0xff) - 128;
                // libjpeg's jdcolor.c: 16 bits of fraction; what is red there is ink here, once complemented, once
                // inverted
                data[0][i] = clamp(luma + (91881 * red + (1 << 15) >> 16));
                data[1][i] = clamp(luma + (-22554 * blue - 46802 * red + (1 << 15) >> 16));
                data[2][i] = clamp(luma + (116130 * blue + (1 << 15) >> 16));
            } else {
                for (int band = 0; band < 3; band++) {
                    data[band][i] = (byte) ~data[band][i];
                }
            }
            data[3][i] = (byte) ~data[3][i];
        }
        return planes;
    }

    private static byte clamp(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    /** Red, green and blue: grey three times, and of ink what black leaves of what the other does, as Pillow does (its Convert.c). */
    static Planar<GrayU8> rgb(Planar<GrayU8> stored) {
        if (stored.getNumBands() == 3) {
            return stored;
        }
        Planar<GrayU8> rgb = new Planar<>(GrayU8.class, stored.width, stored.height, 3);
        if (stored.getNumBands() == 1) {
            for (GrayU8 band : rgb.bands) {
                System.arraycopy(stored.bands[0].data, 0, band.data, 0, band.data.length);
            }
            return rgb;
        }
        byte[] black = stored.bands[3].data;
        for (int band = 0; band < 3; band++) {
            byte[] ink = stored.bands[band].data;
            byte[] target = rgb.bands[band].data;
            for (int i = 0; i < target.length; i++) {
                int light = ~black[i] & 0xff;
                int product = (ink[i] & 0xff) * light + 128;
                target[i] = clamp(light - ((product >> 8) + product >> 8));
            }
        }
        return rgb;
    }
}
