package dev.copra.image;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.ColorConvertOp;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;

/** From the colours of an ICC profile to sRGB, by the JDK's engine (Little CMS). */
final class ProfileConversion {
    /** As many as are between two arrays of samples at a time. */
    private static final int PIXELS = 1 << 16;

    private ProfileConversion() {}

    /**
     * Converts a picture.
     *
     * @param stored one, three or four bands, as {@link StoredPixels} has them
     * @return red, green and blue
     * @throws IOException if the profile is damaged, or one of other bands
     */
    static Planar<GrayU8> toSrgb(Planar<GrayU8> stored, byte[] profile) throws IOException {
        int bands = stored.getNumBands();
        ColorConvertOp conversion;
        try {
            ICC_Profile from = ICC_Profile.getInstance(profile);
            if (from.getNumComponents() != bands) {
                throw new IOException("it is of " + from.getNumComponents() + " channels, the picture has " + bands);
            }
            conversion =
                    new ColorConvertOp(new ICC_Profile[] {from, ICC_Profile.getInstance(ColorSpace.CS_sRGB)}, null);
            return convert(stored, conversion);
        } catch (RuntimeException e) {
            // the engine throws all sorts of unchecked exceptions
            throw new IOException(e.getMessage(), e);
        }
    }

    private static Planar<GrayU8> convert(Planar<GrayU8> stored, ColorConvertOp conversion) {
        int width = stored.width;
        int rows = Math.max(1, Math.min(stored.height, PIXELS / width));
        WritableRaster from = interleaved(width, rows, stored.getNumBands());
        WritableRaster to = interleaved(width, rows, 3);
        byte[] before = samples(from);
        byte[] after = samples(to);
        Planar<GrayU8> rgb = new Planar<>(GrayU8.class, width, stored.height, 3);
        for (int top = 0; top < stored.height; top += rows) {
            int count = Math.min(rows, stored.height - top) * width;
            for (int band = 0; band < stored.getNumBands(); band++) {
                byte[] plane = stored.bands[band].data;
                for (int i = 0, at = band; i < count; i++, at += stored.getNumBands()) {
                    before[at] = plane[top * width + i];
                }
            }
            conversion.filter(from, to);
            for (int band = 0; band < 3; band++) {
                byte[] plane = rgb.bands[band].data;
                for (int i = 0, at = band; i < count; i++, at += 3) {
                    plane[top * width + i] = after[at];
                }
            }
        }
        return rgb;
    }

    private static WritableRaster interleaved(int width, int height, int bands) {
        return Raster.createInterleavedRaster(DataBuffer.TYPE_BYTE, width, height, bands, null);
    }

    private static byte[] samples(WritableRaster raster) {
        return ((DataBufferByte) raster.getDataBuffer()).getData();
    }
}
