package dev.copra.draw.sheet;

import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * The views of one image beside each other, all of one size.
 *
 * @param title a line above all of them, or null
 * @param headings a line above each; empty for none
 * @param panels at least one
 */
public record PanelRow(String title, List<String> headings, List<BufferedImage> panels) {
    /** Pixels between two panels. */
    public static final int GAP = 2;

    /** Keeps copies of the lists. */
    public PanelRow {
        headings = List.copyOf(headings);
        panels = List.copyOf(panels);
    }

    /** How many lines stand above the panels. */
    private int lines() {
        return (title == null ? 0 : 1) + (headings.isEmpty() ? 0 : 1);
    }

    /** A picture of its own. @throws IllegalStateException if there are lines, and this system has no fonts */
    public BufferedImage picture() {
        if (panels.size() == 1 && lines() == 0) {
            return panels.get(0);
        }
        int width = panels.size() * (panels.get(0).getWidth() + GAP) - GAP;
        int height = panels.get(0).getHeight();
        // of the area, so that a panorama has no lines as high as itself
        double text = CaptionStrip.text(Math.sqrt((double) panels.get(0).getWidth() * height));
        int above = lines() * CaptionStrip.height(text);
        BufferedImage picture = new BufferedImage(width, height + above, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            draw(graphics, 0, above, text);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    /** Draws the panels with their lines above them. @param y where the panels begin @param text the size of the letters */
    void draw(Graphics2D graphics, int x, int y, double text) {
        int width = panels.get(0).getWidth();
        int line = CaptionStrip.height(text);
        if (title != null) {
            CaptionStrip.draw(graphics, title, x, y - lines() * line, panels.size() * (width + GAP) - GAP, text);
        }
        for (int i = 0; i < panels.size(); i++) {
            int left = x + i * (width + GAP);
            if (i < headings.size()) {
                CaptionStrip.draw(graphics, headings.get(i), left, y - line, width, text);
            }
            graphics.drawImage(panels.get(i), left, y, null);
        }
    }
}
