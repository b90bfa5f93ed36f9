package dev.copra.draw.overlay;

import dev.copra.draw.item.Item;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.BoxRasterizer;
import dev.copra.shape.PolygonRasterizer;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Comparator;
import java.util.List;

/**
 * Draws annotations over an image: masks as a tint with a line around, crowds as stripes, boxes as outlines, poses as joints and bones,
 * names where there is room. The picture may be larger or smaller than the image; masks are interpolated as the image is, but for whole factors, where their pixels
 * are squares; lines and letters go with the picture's size. The same input gives the same picture, except for names, whose letters are the system's.
 */
public final class Overlay {
    private final BufferedImage picture;
    private final Dimension size;
    private final Cover.Projection projection;
    private final Thickness thickness;
    private final double scaleX;
    private final double scaleY;

    private Overlay(BufferedImage image, Dimension size, int width, int height) {
        picture = Scaling.scale(image, width, height);
        this.size = size;
        // masks are as coarse as the image
        int step = Math.max(1, (size.width + image.getWidth() - 1) / image.getWidth());
        projection = new Cover.Projection(size, step, width, height);
        thickness = Thickness.of(width, height);
        scaleX = width / (double) size.width;
        scaleY = height / (double) size.height;
    }

    /**
     * Draws items over an enlarged or reduced copy of the image, the large ones first.
     *
     * @param image may have fewer pixels than the image has itself
     * @param size the image's, to which items belong
     * @param width the picture's, at least 1
     * @param height the picture's, at least 1
     * @return a new picture, transparent only where {@link OverlayStyle#CUTOUT} leaves nothing
     * @throws IllegalArgumentException if a mask has not the image's size
     * @throws IllegalStateException if names are wanted, and this system has no fonts
     */
    public static BufferedImage render(
            BufferedImage image,
            Dimension size,
            List<Item> items,
            Layers layers,
            OverlayStyle style,
            int width,
            int height) {
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
        if (layers.equals(Layers.NONE)) {
            return overlay.picture;
        }
        if (style.marks()) {
            overlay.mark(sorted, layers, style == OverlayStyle.FILL);
            return overlay.picture;
        }
        return style == OverlayStyle.BLACKOUT ? overlay.blackOut(sorted, layers) : overlay.cutOut(sorted, layers);
    }

    private void mark(List<Item> items, Layers layers, boolean tinted) {
        if (layers.masks()) {
            MaskPainter painter = new MaskPainter(picture, thickness.line());
            for (Item item : items) {
                Cover cover = item.mask() == null ? null : projection.of(item.mask());
                if (cover != null) {
                    double line = thickness.lineAround(cover.width(), cover.height());
                    painter.mark(cover, item.color(), line, tinted, item.crowd());
                }
            }
        }
        Graphics2D graphics = picture.createGraphics();
        try {
            ShapePainter shapes =
                    new ShapePainter(graphics, picture.getWidth(), picture.getHeight(), scaleX, scaleY, thickness);
            for (Item item : items) {
                if (layers.showsBox(item.mask() != null)) {
                    shapes.box(item, tinted && !(layers.masks() && item.mask() != null));
                }
            }
            if (layers.poses()) {
                items.forEach(shapes::pose);
            }
            if (layers.labels()) {
                new LabelPainter(picture.getWidth(), picture.getHeight(), scaleX, scaleY)
                        .paint(graphics, items.stream().filter(layers::shows).toList(), thickness.text());
            }
        } finally {
            graphics.dispose();
        }
    }

    private BufferedImage blackOut(List<Item> items, Layers layers) {
        MaskPainter painter = new MaskPainter(picture, thickness.line());
        for (Item item : items) {
            Cover cover = region(item, layers);
            if (cover != null) {
                painter.blacken(cover);
            }
        }
        return picture;
    }

    private BufferedImage cutOut(List<Item> items, Layers layers) {
        int width = picture.getWidth();
        BufferedImage cut = new BufferedImage(width, picture.getHeight(), BufferedImage.TYPE_INT_ARGB);
        for (Item item : items) {
            Cover cover = region(item, layers);
            for (int i = 0; cover != null && i < cover.shares().length; i++) {
                int x = cover.x() + i % cover.width();
                int y = cover.y() + i / cover.width();
                int share = Math.max(cover.shares()[i] & 0xff, cut.getRGB(x, y) >>> 24);
                cut.setRGB(x, y, share == 0 ? 0 : share << 24 | picture.getRGB(x, y) & 0xffffff);
            }
        }
        return cut;
    }

    /** The pixels of an item that are blackened or cut out: those of its mask, or of its box if it has none. */
    private Cover region(Item item, Layers layers) {
        Rle mask = layers.masks() ? item.mask() : null;
        Box box = item.bounds();
        if (mask == null && box != null && layers.boxes() != Layers.Boxes.NONE) {
            mask = item.corners() == null
                    ? BoxRasterizer.rasterize(box, size.height, size.width)
                    : new PolygonRasterizer().rasterize(item.corners(), size.height, size.width);
        }
        return mask == null ? null : projection.of(mask);
    }
}
