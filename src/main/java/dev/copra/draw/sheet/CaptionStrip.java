package dev.copra.draw.sheet;

import dev.copra.draw.label.Lettering;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;

/** Lines of text above a picture, black on white. */
final class CaptionStrip {
    private static final Color INK = new Color(0x16181d);
    private static final double LINE = 1.5;

    private CaptionStrip() {}

    /** The size of the letters above a picture. @param side of the picture, about */
    public static double text(double side) {
        return Math.max(11, side / 44);
    }

    /** The height of a line. @param text the size of the letters */
    public static int height(double text) {
        return (int) Math.round(LINE * text);
    }

    /**
     * Draws a line; what does not fit is left out of its middle.
     *
     * @throws IllegalStateException if this system has no fonts
     */
    public static void draw(Graphics2D graphics, String line, int x, int y, int width, double text) {
        graphics.setColor(Color.WHITE);
        graphics.fillRect(x, y, width, height(text));
        Lettering letters = new Lettering(graphics, text);
        letters.write(letters.shortened(line, width), new Rectangle2D.Double(x, y, width, height(text)), INK);
    }
}
