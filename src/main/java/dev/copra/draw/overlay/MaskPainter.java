package dev.copra.draw.overlay;

import dev.copra.draw.colour.Palette;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.HashMap;
import java.util.Map;

/** Paints masks over the pixels of a picture. */
final class MaskPainter {
    private static final float TINT = .45f;
    /** Of the rim around a line, which is black or white, so that one of the two shows on any ground. */
    private static final float SHADE = .55f;

    /** 0xRRGGBB, row by row. */
    private final int[] pixels;

    private final int width;
    private final int height;
    private final int hatch;
    private final Map<Double, LineStamp> stamps = new HashMap<>();

    /** @param picture of {@link BufferedImage#TYPE_INT_RGB} */
    MaskPainter(BufferedImage picture, double line) {
        pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
        width = picture.getWidth();
        height = picture.getHeight();
        hatch = Math.max(3, (int) Math.round(3 * line));
    }

    /** @param tinted whether the mask is tinted, beside the line around it @param hatched whether the tint has stripes */
    void mark(Cover cover, Color color, double line, boolean tinted, boolean hatched) {
        LineStamp stamp = stamps.computeIfAbsent(Math.rint(line * 8) / 8, LineStamp::new);
        int left = Math.max(0, cover.x() - stamp.margin());
        int top = Math.max(0, cover.y() - stamp.margin());
        int right = Math.min(width, cover.x() + cover.width() + stamp.margin());
        int bottom = Math.min(height, cover.y() + cover.height() + stamp.margin());
        byte[] closeness = stamp.around(cover, left, top, right - left, bottom - top);
        if (tinted || hatched) {
            tint(cover, color, hatched);
        }
        int rgb = color.getRGB();
        int rim = Palette.ink(color).getRGB();
        for (int y = top, i = 0; y < bottom; y++) {
            for (int x = left; x < right; x++, i++) {
                if (closeness[i] != 0) {
                    int at = y * width + x;
                    int shaded = mix(pixels[at], rim, SHADE * stamp.rim(closeness[i]));
                    pixels[at] = mix(shaded, rgb, stamp.line(closeness[i]));
                }
            }
        }
    }

    private void tint(Cover cover, Color color, boolean hatched) {
        int rgb = color.getRGB();
        float[] share = new float[256];
        for (int i = 0; i < share.length; i++) {
            share[i] = TINT * i / 255;
        }
        for (int y = 0, i = 0; y < cover.height(); y++) {
            int at = (cover.y() + y) * width + cover.x();
            for (int x = 0; x < cover.width(); x++, i++) {
                int covered = cover.shares()[i] & 0xff;
                if (covered != 0 && (!hatched || (cover.x() + x + cover.y() + y) / hatch % 2 == 0)) {
                    pixels[at + x] = mix(pixels[at + x], rgb, share[covered]);
                }
            }
        }
    }

    /** Makes black whatever a mask has a share in. */
    void blacken(Cover cover) {
        for (int y = 0, i = 0; y < cover.height(); y++) {
            int at = (cover.y() + y) * width + cover.x();
            for (int x = 0; x < cover.width(); x++, i++) {
                if (cover.shares()[i] != 0) {
                    pixels[at + x] = 0;
                }
            }
        }
    }

    private static int mix(int from, int to, float share) {
        int part = (int) (share * 256);
        int red = (from >> 16 & 255) * (256 - part) + (to >> 16 & 255) * part >> 8;
        int green = (from >> 8 & 255) * (256 - part) + (to >> 8 & 255) * part >> 8;
        int blue = (from & 255) * (256 - part) + (to & 255) * part >> 8;
        return red << 16 | green << 8 | blue;
    }
}
