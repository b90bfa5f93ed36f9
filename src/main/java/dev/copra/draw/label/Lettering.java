package dev.copra.draw.label;

import dev.copra.draw.colour.Palette;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Letters of one size: how much room a text takes, and the text itself. */
public final class Lettering {
    /** Shares of the size: what stands free at the sides of a text, and how high a line is. */
    private static final double MARGIN = .3;

    private static final double LINE = 1.3;

    private final Graphics2D graphics;
    private final Font font;
    private final FontMetrics metrics;
    private final double size;

    /**
     * @param size of the letters in pixels
     * @throws IllegalStateException if this system has no fonts
     */
    public Lettering(Graphics2D graphics, double size) {
        this.graphics = graphics;
        this.size = size;
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        try {
            font = new Font(Font.SANS_SERIF, Font.BOLD, 12).deriveFont((float) size);
            metrics = graphics.getFontMetrics(font);
        } catch (RuntimeException | LinkageError | InternalError e) {
            // What Java throws on a system without fontconfig or fonts depends on its version.
            throw new IllegalStateException("text needs a font; install fontconfig and one (DejaVu, Noto)", e);
        }
    }

    /** Why nothing can be written on this system; null if it can. */
    public static String missing() {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            new Lettering(graphics, 12).width("x");
            return null;
        } catch (IllegalStateException e) {
            return e.getMessage();
        } finally {
            graphics.dispose();
        }
    }

    /** The width of a label with this text. */
    public double width(String text) {
        return Math.ceil(metrics.stringWidth(text) + 2 * MARGIN * size);
    }

    /** The height of a label. */
    public double height() {
        return Math.ceil(LINE * size);
    }

    /** A text, with its middle left out if the label would be wider than it may be. */
    public String shortened(String text, double mostWidth) {
        String shown = text;
        int kept = text.length();
        while (kept > 2 && width(shown) > mostWidth) {
            kept = Math.min(kept - 1, (int) (kept * mostWidth / width(shown)));
            int head = (kept + 1) / 2;
            shown = text.substring(0, head) + "\u2026" + text.substring(text.length() - (kept - head));
        }
        return shown;
    }

    /** A text on a coloured tag. */
    public void tag(String text, Rectangle2D place, Color color) {
        graphics.setColor(color);
        graphics.fill(new RoundRectangle2D.Double(
                place.getX(), place.getY(), place.getWidth(), place.getHeight(), size * .35, size * .35));
        write(text, place, Palette.ink(color));
    }

    /** A text alone. */
    public void write(String text, Rectangle2D place, Color ink) {
        graphics.setFont(font);
        graphics.setColor(ink);
        float up = (float) ((place.getHeight() - metrics.getAscent() - metrics.getDescent()) / 2 + metrics.getAscent());
        graphics.drawString(text, (float) (place.getX() + MARGIN * size), (float) place.getY() + up);
    }
}
