package dev.copra.draw;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Puts pictures beside each other: the panels of one image, and the images of a sheet. Gutters are transparent. */
public final class SideBySide {
    /**
     * One view of an image.
     *
     * @param items what is drawn over it
     * @param layers what is drawn of each item
     */
    public record Panel(List<Item> items, Overlay.Layers layers) {
        public Panel {
            items = List.copyOf(items);
        }
    }

    private SideBySide() {}

    /**
     * The panels of one image in a row, two pixels apart.
     *
     * @param side the longer side of each panel, at least 1
     */
    public static BufferedImage render(BufferedImage image, List<Panel> panels, int side) {
        return render(image, new Dimension(image.getWidth(), image.getHeight()), panels, side);
    }

    /**
     * The same of a picture of an image that may have fewer pixels than the image itself.
     *
     * @param size the image's, to which items belong
     */
    public static BufferedImage render(BufferedImage image, Dimension size, List<Panel> panels, int side) {
        double scale = side / (double) Math.max(size.width, size.height);
        int width = (int) Math.max(1, Math.round(size.width * scale));
        int height = (int) Math.max(1, Math.round(size.height * scale));
        List<BufferedImage> views = new ArrayList<>(panels.size());
        for (Panel panel : panels) {
            views.add(Overlay.render(image, size, panel.items(), panel.layers(), width, height));
        }
        return sheet(views, panels.size(), 2);
    }

    /**
     * A picture with a line of text above it, as wide as the picture: what does not fit is cut off at the left.
     *
     * @throws IllegalStateException if this system has no fonts
     */
    public static BufferedImage captioned(BufferedImage picture, String text) {
        BufferedImage strip = Caption.strip(text, picture.getWidth());
        return sheet(List.of(strip, picture), 1, 0);
    }

    /**
     * Pictures in rows of {@code columns}, each in the middle of its cell. A column is as wide as its widest picture, a
     * row as high as its highest.
     *
     * @param gutter transparent pixels between the cells
     * @throws IllegalArgumentException if there is no picture or no column
     */
    public static BufferedImage sheet(List<BufferedImage> pictures, int columns, int gutter) {
        if (pictures.isEmpty() || columns < 1) {
            throw new IllegalArgumentException(pictures.size() + " pictures in " + columns + " columns");
        }
        int[] widths = new int[Math.min(columns, pictures.size())];
        int[] heights = new int[(pictures.size() + columns - 1) / columns];
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage picture = pictures.get(i);
            widths[i % columns] = Math.max(widths[i % columns], picture.getWidth());
            heights[i / columns] = Math.max(heights[i / columns], picture.getHeight());
        }
        int[] lefts = starts(widths, gutter);
        int[] tops = starts(heights, gutter);
        BufferedImage sheet = new BufferedImage(
                lefts[widths.length] - gutter, tops[heights.length] - gutter, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = sheet.createGraphics();
        for (int i = 0; i < pictures.size(); i++) {
            BufferedImage picture = pictures.get(i);
            int x = lefts[i % columns] + (widths[i % columns] - picture.getWidth()) / 2;
            int y = tops[i / columns] + (heights[i / columns] - picture.getHeight()) / 2;
            graphics.drawImage(picture, x, y, null);
        }
        graphics.dispose();
        return sheet;
    }

    /** Where each cell starts, and where another one would. */
    private static int[] starts(int[] sizes, int gutter) {
        int[] starts = new int[sizes.length + 1];
        for (int i = 0; i < sizes.length; i++) {
            starts[i + 1] = starts[i] + sizes[i] + gutter;
        }
        return starts;
    }
}
