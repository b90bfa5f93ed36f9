package dev.copra.draw.overlay;

import dev.copra.image.Resampling;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;

/** Enlarges and reduces pictures, by Catmull-Rom's kernel, on sRGB values. */
final class Scaling {
    private Scaling() {}

    /** A copy of the given size as {@link BufferedImage#TYPE_INT_RGB}; what is transparent is seen on white. */
    static BufferedImage scale(BufferedImage image, int width, int height) {
        BufferedImage source = opaque(image);
        int sourceWidth = source.getWidth();
        int sourceHeight = source.getHeight();
        if (sourceWidth == width && sourceHeight == height) {
            return source;
        }
        Resampling across = new Resampling(sourceWidth, width, Resampling.Kernel.CUBIC);
        Resampling down = new Resampling(sourceHeight, height, Resampling.Kernel.CUBIC);
        int[] pixels = source.getRGB(0, 0, sourceWidth, sourceHeight, null, 0, sourceWidth);
        int[] scaled = new int[width * height];
        float[] plane = new float[pixels.length];
        for (int shift = 0; shift < 24; shift += 8) {
            for (int i = 0; i < pixels.length; i++) {
                plane[i] = pixels[i] >> shift & 255;
            }
            float[] channel = Resampling.whole(plane, across, down);
            for (int i = 0; i < scaled.length; i++) {
                scaled[i] |= Math.max(0, Math.min(255, Math.round(channel[i]))) << shift;
            }
        }
        BufferedImage result = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        result.setRGB(0, 0, width, height, scaled, 0, width);
        return result;
    }

    private static BufferedImage opaque(BufferedImage image) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        if (image.getRaster().getNumBands() == 1 && !(image.getColorModel() instanceof IndexColorModel)) {
            // Java takes grey for linear light and would change its values.
            int white = (1 << image.getSampleModel().getSampleSize(0)) - 1;
            for (int y = 0; y < image.getHeight(); y++) {
                for (int x = 0; x < image.getWidth(); x++) {
                    int grey = image.getRaster().getSample(x, y, 0) * 255 / white;
                    copy.setRGB(x, y, 0x010101 * grey);
                }
            }
            return copy;
        }
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, Color.WHITE, null);
        graphics.dispose();
        return copy;
    }
}
