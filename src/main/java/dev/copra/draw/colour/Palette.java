package dev.copra.draw.colour;

import java.awt.Color;
import java.util.List;

/**
 * Colours that tell things apart, for eyes without one of the three cones too: 24 of the sRGB gamut, of lightness .52 to .93 in
 * OKLab, each as far as can be from all before it, by the least of its distances as all eyes see it (protanopia, deuteranopia and
 * tritanopia by Machado, Oliveira and Fernandes, "A Physiologically-based Model for Simulation of Color Vision Deficiency", 2009). The
 * first eight are .15 apart; all 24 are .06.
 */
public final class Palette {
    static final List<Color> COLORS = List.of(
            new Color(0x920ed8),
            new Color(0xe8f11d),
            new Color(0x1d901a),
            new Color(0x90bffc),
            new Color(0x7effe8),
            new Color(0xcdb439),
            new Color(0x39a9a0),
            new Color(0x9b7bf8),
            new Color(0xb70385),
            new Color(0x37e4aa),
            new Color(0xff4568),
            new Color(0x0b8aba),
            new Color(0xacfda6),
            new Color(0x9b41fe),
            new Color(0x226daa),
            new Color(0x1ac8a3),
            new Color(0xdcd13e),
            new Color(0xf52311),
            new Color(0xd41972),
            new Color(0xf942d4),
            new Color(0xbf980b),
            new Color(0x7ee6f9),
            new Color(0xfb96d1),
            new Color(0x909bfb));

    /** What a prediction and a truth are that agree; these three are told apart by all eyes. */
    public static final Color HIT = new Color(0x4f9dff);
    /** A truth that no prediction agrees with. */
    public static final Color MISSED = new Color(0xffb000);
    /** A prediction that agrees with no truth. */
    public static final Color FALSE = new Color(0xe0257a);

    private static final Color DARK = new Color(0x16181d);
    /** Half the golden ratio's fraction of 2^64: neighbouring numbers get colours far from each other. */
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private Palette() {}

    /** A colour for a number, such as an annotation's id. */
    public static Color of(long number) {
        return COLORS.get(slot(number));
    }

    static int slot(long number) {
        return (int) Long.remainderUnsigned(number * SPREAD >>> 20, COLORS.size());
    }

    /** Black or white: what is easier to read on a colour, by the contrast ratio of WCAG 2. */
    public static Color ink(Color ground) {
        return contrast(ground, DARK) >= contrast(ground, Color.WHITE) ? DARK : Color.WHITE;
    }

    /** The contrast ratio of WCAG 2, from 1 to 21. */
    static double contrast(Color one, Color other) {
        double a = luminance(one) + .05;
        double b = luminance(other) + .05;
        return Math.max(a, b) / Math.min(a, b);
    }

    private static double luminance(Color color) {
        return .2126 * linear(color.getRed()) + .7152 * linear(color.getGreen()) + .0722 * linear(color.getBlue());
    }

    private static double linear(int value) {
        double v = value / 255.0;
        return v <= .04045 ? v / 12.92 : StrictMath.pow((v + .055) / 1.055, 2.4);
    }
}
