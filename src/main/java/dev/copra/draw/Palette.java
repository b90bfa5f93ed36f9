package dev.copra.draw;

import java.awt.Color;

/** Colours of like weight to the eye, the same number always having the same one. */
public final class Palette {
    /** Turns by this share of the circle never come close to each other: 2 - golden ratio. */
    private static final double GOLDEN_ANGLE = 0.381966011250105;

    /** In an order in which ids 3, 5, 8 or 13 apart, whose hues are closest, differ in lightness. */
    private static final double[] LIGHTNESS = {0.64, 0.82, 0.72, 0.66, 0.78, 0.80, 0.68};

    private static final double CHROMA = 0.21;

    private Palette() {}

    /** The colour of an annotation's or category's id; neighbouring ids have hues far apart. */
    public static Color of(long id) {
        double turn = Math.floorMod(id, 1_000_000_007L) * GOLDEN_ANGLE + 0.07;
        return oklch(LIGHTNESS[Math.floorMod(id, LIGHTNESS.length)], CHROMA, 2 * Math.PI * (turn - Math.floor(turn)));
    }

    /** From Björn Ottosson's OKLab (bottosson.github.io/posts/oklab) to sRGB, clipped to its gamut. */
    private static Color oklch(double lightness, double chroma, double hue) {
        double a = chroma * StrictMath.cos(hue);
        double b = chroma * StrictMath.sin(hue);
        double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
        double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
        double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
        return new Color(
                srgb(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
                srgb(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
                srgb(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s));
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static int srgb(double linear) {
        double c = Math.max(0, Math.min(1, linear));
        double s = c <= 0.0031308 ? 12.92 * c : 1.055 * StrictMath.pow(c, 1 / 2.4) - 0.055;
        return (int) (255 * s + 0.5);
    }
}
