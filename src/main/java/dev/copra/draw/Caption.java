package dev.copra.draw;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.TextLayout;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** A word on a coloured tag at the top left corner of a frame. */
final class Caption {
    private static final int STRIP_HEIGHT = 18;
    private static final float STRIP_TEXT = 12;

    private Caption() {}

    /** @throws IllegalStateException if this system has no fonts */
    static void draw(Graphics2D graphics, String text, Rectangle2D frame, Color color, int width, int height) {
        float size = Math.max(9, Math.max(width, height) / 34f);
        TextLayout layout = layout(graphics, text, size);
        double tagWidth = layout.getAdvance() + size * 0.7;
        double tagHeight = size * 1.35;
        double x = Math.max(0, Math.min(frame.getX(), width - tagWidth));
        double above = frame.getY() - tagHeight;
        double y = above >= 0 ? above : Math.min(frame.getY(), height - tagHeight);
        graphics.setColor(color);
        graphics.fill(new RoundRectangle2D.Double(x, y, tagWidth, tagHeight, size * 0.4, size * 0.4));
        graphics.setColor(isLight(color) ? new Color(0x16181d) : Color.WHITE);
        layout.draw(graphics, (float) (x + size * 0.35), (float) (y + size * 1.02));
    }

    /** A line of text on white. */
    static BufferedImage strip(String text, int width) {
        BufferedImage strip = new BufferedImage(width, STRIP_HEIGHT, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = strip.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, STRIP_HEIGHT);
        graphics.setColor(new Color(0x16181d));
        String shown = text;
        TextLayout layout = layout(graphics, shown, STRIP_TEXT);
        while (shown.length() > 1 && layout.getAdvance() > width - 4) {
            shown = "\u2026" + shown.substring(shown.startsWith("\u2026") ? 2 : 1);
            layout = layout(graphics, shown, STRIP_TEXT);
        }
        layout.draw(graphics, 2, STRIP_HEIGHT - 5f);
        graphics.dispose();
        return strip;
    }

    private static TextLayout layout(Graphics2D graphics, String text, float size) {
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        try {
            Font font = new Font(Font.SANS_SERIF, Font.BOLD, 12).deriveFont(size);
            return new TextLayout(text, font, graphics.getFontRenderContext());
        } catch (RuntimeException | LinkageError | InternalError e) {
            // What Java throws on a system without fontconfig or fonts depends on its version.
            throw new IllegalStateException("labels need a font; install fontconfig and one (DejaVu, Noto)", e);
        }
    }

    private static boolean isLight(Color color) {
        return 0.299 * color.getRed() + 0.587 * color.getGreen() + 0.114 * color.getBlue() > 128;
    }
}
