package dev.copra.draw.overlay;

import dev.copra.draw.item.Item;
import dev.copra.draw.label.LabelPlacing;
import dev.copra.draw.label.LabelWish;
import dev.copra.draw.label.Lettering;
import dev.copra.mask.Box;
import dev.copra.shape.LargestCircle;
import java.awt.Graphics2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Writes the names of items into a picture, as far as there is room. */
final class LabelPainter {
    /** Of the picture's width, what a label may take; and of the size of its letters, in narrow pictures. */
    private static final double WIDEST = .45;

    private static final double LETTERS = 8;

    private final int width;
    private final int height;
    private final double scaleX;
    private final double scaleY;

    LabelPainter(int width, int height, double scaleX, double scaleY) {
        this.width = width;
        this.height = height;
        this.scaleX = scaleX;
        this.scaleY = scaleY;
    }

    /**
     * @param items in the order in which they choose
     * @throws IllegalStateException if this system has no fonts
     */
    void paint(Graphics2D graphics, List<Item> items, double size) {
        Lettering letters = new Lettering(graphics, size);
        List<Item> named = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        List<LabelWish> wishes = new ArrayList<>();
        List<Rectangle2D> others = new ArrayList<>();
        for (Item item : items) {
            Box box = item.bounds();
            Rectangle2D seen = box == null ? null : seen(box);
            if (seen == null) {
                continue;
            }
            if (item.label() == null || item.label().isBlank()) {
                others.add(seen);
                continue;
            }
            String text = letters.shortened(item.label(), Math.min(width, Math.max(WIDEST * width, LETTERS * size)));
            double wide = letters.width(text);
            named.add(item);
            texts.add(text);
            wishes.add(new LabelWish(wide, letters.height(), seen, middle(item, seen, wide, letters.height())));
        }
        List<Rectangle2D> places = LabelPlacing.place(wishes, others, width, height);
        for (int i = 0; i < places.size(); i++) {
            if (places.get(i) != null) {
                letters.tag(texts.get(i), places.get(i), named.get(i).color());
            }
        }
    }

    /** The part of a box that is in the picture, in its pixels; null if none is. */
    private Rectangle2D seen(Box box) {
        Rectangle2D whole =
                new Rectangle2D.Double(box.x() * scaleX, box.y() * scaleY, box.width() * scaleX, box.height() * scaleY);
        Rectangle2D seen = whole.createIntersection(new Rectangle2D.Double(0, 0, width, height));
        return seen.getWidth() < 0 || seen.getHeight() < 0 ? null : seen;
    }

    /** Where a label stands within a mask: in the largest circle, if that is as high as the label. */
    private Point2D middle(Item item, Rectangle2D seen, double wide, double high) {
        if (item.mask() == null || seen.getWidth() < 1.2 * wide || seen.getHeight() < 3 * high) {
            return null;
        }
        LargestCircle circle = LargestCircle.of(item.mask());
        if (circle == null || circle.radius() * Math.min(scaleX, scaleY) < .75 * high) {
            return null;
        }
        return new Point2D.Double(circle.x() * scaleX, circle.y() * scaleY);
    }
}
