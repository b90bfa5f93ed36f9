package dev.copra.draw.overlay;

import dev.copra.draw.colour.Palette;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/** Paints masks over the pixels of a picture. */
final class MaskPainter {
    private static final double TINT = .45;
    /** Of the rim around a line, which is black or white, so that one of the two shows on any ground. */
    private static final double SHADE = .55;

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
        int[] rims = shares(i -> SHADE * stamp.rim(i));
        int[] lines = shares(stamp::line);
        for (int y = top, i = 0; y < bottom; y++) {
            for (int at = y * width + left; at < y * width + right; at++, i++) {
                int close = closeness[i] & 0xff;
                if (close != 0) {
                    pixels[at] = mix(mix(pixels[at], rim, rims[close]), rgb, lines[close]);
                }
            }
        }
    }

    /** A share for each byte, in 256ths. */
    private static int[] shares(IntToDoubleFunction share) {
        int[] shares = new int[256];
        Arrays.setAll(shares, i -> (int) (256 * share.applyAsDouble(i)));
        return shares;
    }

    private void tint(Cover cover, Color color, boolean hatched) {
        int rgb = color.getRGB();
        int[] share = shares(i -> TINT * i / 255);
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

    /** @param part of {@code to}, in 256ths */
    private static int mix(int from, int to, int part) {
        int rest = 256 - part;
        int redBlue = (from & 0xff00ff) * rest + (to & 0xff00ff) * part >>> 8 & 0xff00ff;
        int green = (from & 0xff00) * rest + (to & 0xff00) * part >>> 8 & 0xff00;
        return redBlue | green;
    }
}
