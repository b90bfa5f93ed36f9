package dev.copra.draw;

import dev.copra.image.Resampling;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;

/**
 * Draws annotations over an image: masks as a tint with a line around, boxes as outlines, captions at the boxes. The
 * picture may be larger or smaller than the image; masks are interpolated as the image is, lines have the same width on
 * any image. The same input gives the same picture, except for captions, whose letters are the system's.
 */
public final class Overlay {
    private static final float TINT = 0.55f;
    private static final float BOX_TINT = 0.08f;

    /** Around lines, so that they show on any image. */
    private static final Color SHADE = new Color(0, 0, 0, 110);

    /**
     * What is drawn of each item, as far as the item has it.
     *
     * @param boxes outlines of the boxes
     * @param masks tinted masks with their contours
     * @param labels captions
     */
    public record Layers(boolean boxes, boolean masks, boolean labels) {}

    private final BufferedImage picture;
    private final Dimension size;
    /** Of how many rows and columns of a mask one is drawn. */
    private final int step;

    private final Resampling across;
    private final Resampling down;
    private final Graphics2D graphics;
    private final float line;

    private Overlay(BufferedImage image, Dimension size, int width, int height) {
        picture = Scaling.scale(image, width, height);
        this.size = size;
        // masks are as coarse as the image
        step = Math.max(1, (size.width + image.getWidth() - 1) / image.getWidth());
        across = new Resampling((size.width - 1) / step + 1, width, Resampling.Kernel.TRIANGLE);
        down = new Resampling((size.height - 1) / step + 1, height, Resampling.Kernel.TRIANGLE);
        line = Math.max(1.2f, Math.max(width, height) / 190f);
        graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    }

    /** Draws items over an enlarged or reduced copy of the image, as {@link #render(BufferedImage, Dimension, List, Layers, int, int)}. */
    public static BufferedImage render(BufferedImage image, List<Item> items, Layers layers, int width, int height) {
        return render(image, new Dimension(image.getWidth(), image.getHeight()), items, layers, width, height);
    }

    /**
     * Draws items over an enlarged or reduced copy of the image, the large ones first.
     *
     * @param image may have fewer pixels than the image has itself
     * @param size the image's, to which items belong
     * @param width the picture's, at least 1
     * @param height the picture's, at least 1
     * @return a new picture without transparency
     * @throws IllegalArgumentException if a mask has not the image's size
     */
    static BufferedImage render(
            BufferedImage image, Dimension size, List<Item> items, Layers layers, int width, int height) {
        for (Item item : items) {
            Rle mask = item.mask();
            if (mask != null && (mask.width() != size.width || mask.height() != size.height)) {
                throw new IllegalArgumentException("a mask of " + mask.width() + " x " + mask.height()
                        + " pixels over an image of " + size.width + " x " + size.height);
            }
        }
        List<Item> sorted = items.stream()
                .sorted(Comparator.comparingDouble(Item::area).reversed())
                .toList();
        Overlay overlay = new Overlay(image, size, width, height);
        try {
            if (layers.masks()) {
                sorted.forEach(overlay::mask);
            }
            if (layers.boxes()) {
                sorted.forEach(item -> overlay.box(item, !layers.masks()));
            }
            if (layers.labels()) {
                sorted.forEach(overlay::label);
            }
        } finally {
            overlay.graphics.dispose();
        }
        return overlay.picture;
    }

    private void mask(Item item) {
        Rle mask = item.mask() == null ? null : item.mask().sampled(step);
        if (mask == null || mask.isEmpty()) {
            return;
        }
        Box bounds = mask.bounds();
        int left = (int) bounds.x();
        int top = (int) bounds.y();
        int right = (int) bounds.right();
        int bottom = (int) bounds.bottom();
        int x0 = across.firstOf(left);
        int y0 = down.firstOf(top);
        int x1 = across.endOf(right);
        int y1 = down.endOf(bottom);
        byte[] columns = mask.crop(left, top, right, bottom).toDense();
        float[] plane = new float[columns.length];
        for (int i = 0; i < columns.length; i++) {
            plane[i % (bottom - top) * (right - left) + i / (bottom - top)] = columns[i];
        }
        float[] cover = Resampling.window(plane, left, top, right - left, across, down, x0, y0, x1, y1);
        tint(cover, x0, y0, x1 - x0, item.color());
        Path2D contour = Contour.of(cover, x1 - x0);
        graphics.translate(x0, y0);
        stroke(contour, SHADE, line + 1);
        stroke(contour, item.color(), line);
        graphics.translate(-x0, -y0);
    }

    private void tint(float[] cover, int x0, int y0, int width, Color color) {
        for (int i = 0; i < cover.length; i++) {
            if (cover[i] > 0) {
                int x = x0 + i % width;
                int y = y0 + i / width;
                float share = TINT * Math.min(1, cover[i]);
                int rgb = picture.getRGB(x, y);
                picture.setRGB(
                        x,
                        y,
                        mix(rgb >> 16 & 255, color.getRed(), share) << 16
                                | mix(rgb >> 8 & 255, color.getGreen(), share) << 8
                                | mix(rgb & 255, color.getBlue(), share));
            }
        }
    }

    private static int mix(int from, int to, float share) {
        return Math.round(from + share * (to - from));
    }

    private void box(Item item, boolean tinted) {
        if (item.box() == null) {
            return;
        }
        Rectangle2D frame = frame(item.box());
        if (tinted) {
            graphics.setComposite(AlphaComposite.SrcOver.derive(BOX_TINT));
            graphics.setColor(item.color());
            graphics.fill(frame);
            graphics.setComposite(AlphaComposite.SrcOver);
        }
        stroke(frame, SHADE, line + 1);
        stroke(frame, item.color(), line);
    }

    /** The box in the picture, moved inwards by half a line where it ends at the image's border. */
    private Rectangle2D frame(Box box) {
        double sx = picture.getWidth() / (double) size.width;
        double sy = picture.getHeight() / (double) size.height;
        double inset = line / 2;
        double left = clamp(box.x() * sx, inset, picture.getWidth() - inset);
        double top = clamp(box.y() * sy, inset, picture.getHeight() - inset);
        double right = clamp(box.right() * sx, inset, picture.getWidth() - inset);
        double bottom = clamp(box.bottom() * sy, inset, picture.getHeight() - inset);
        return new Rectangle2D.Double(left, top, right - left, bottom - top);
    }

    private static double clamp(double value, double low, double high) {
        return Math.max(low, Math.min(high, value));
    }

    private void stroke(Shape shape, Color color, float width) {
        graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        graphics.setColor(color);
        graphics.draw(shape);
    }

    private void label(Item item) {
        if (item.label() != null && !item.label().isBlank() && (item.box() != null || item.mask() != null)) {
            Box box = item.box() != null ? item.box() : item.mask().bounds();
            Caption.draw(graphics, item.label(), frame(box), item.color(), picture.getWidth(), picture.getHeight());
        }
    }
}
