package dev.copra.dataset;

import boofcv.struct.image.GrayU8;
import boofcv.struct.image.Planar;
import java.awt.image.BufferedImage;

/** Parts of pictures. */
public final class PictureCut {
    private PictureCut() {}

    /** A part of a picture as red, green and blue; what lies beyond the picture is black. */
    public static BufferedImage of(Planar<GrayU8> rgb, int left, int top, int width, int height) {
        BufferedImage part = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int from = Math.max(0, -left);
        int to = Math.min(width, rgb.width - left);
        int[] pixels = new int[Math.max(0, to - from)];
        for (int y = Math.max(0, -top); y < Math.min(height, rgb.height - top) && from < to; y++) {
            for (int x = from; x < to; x++) {
                pixels[x - from] = rgb.getBand(0).get(left + x, top + y) << 16
                        | rgb.getBand(1).get(left + x, top + y) << 8
                        | rgb.getBand(2).get(left + x, top + y);
            }
            part.setRGB(from, y, to - from, 1, pixels, 0, to - from);
        }
        return part;
    }
}
