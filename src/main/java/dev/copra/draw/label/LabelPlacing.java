package dev.copra.draw.label;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds places for labels. Each lies within the picture, no two overlap, and none lies over a small object, its own included. A label
 * tries the middle of its object, then the places around it, then its corners, and last, places that are moved along its sides; where
 * all are taken it has none. The first wishes choose first, so that the result is the same for the same wishes.
 */
public final class LabelPlacing {
    private static final double GAP = 1;
    /** How many places along each side are tried. */
    private static final int ALONG = 4;

    private final double width;
    private final double height;
    private final RectangleGrid taken;

    private LabelPlacing(double width, double height, double cell) {
        this.width = width;
        this.height = height;
        taken = new RectangleGrid(width, height, cell);
    }

    /**
     * Places labels.
     *
     * @param wishes in the order in which they choose
     * @param others upright boxes around things without a label
     * @param width of the picture
     * @param height of the picture
     * @return one rectangle a wish, null where it has no place
     */
    public static List<Rectangle2D> place(
            List<LabelWish> wishes, List<Rectangle2D> others, double width, double height) {
        double line = wishes.stream().mapToDouble(LabelWish::height).max().orElse(1);
        LabelPlacing placing = new LabelPlacing(width, height, 3 * line);
        for (LabelWish wish : wishes) {
            if (wish.isSmall(line)) {
                placing.taken.add(wish.object());
            }
        }
        for (Rectangle2D other : others) {
            if (Math.max(other.getWidth(), other.getHeight()) < 3 * line) {
                placing.taken.add(other);
            }
        }
        List<Rectangle2D> places = new ArrayList<>(wishes.size());
        for (LabelWish wish : wishes) {
            Rectangle2D place = placing.find(wish, line);
            if (place != null) {
                placing.taken.add(place);
            }
            places.add(place);
        }
        return places;
    }

    private Rectangle2D find(LabelWish wish, double line) {
        Rectangle2D object = wish.object();
        double w = wish.width();
        double h = wish.height();
        boolean roomy = object.getWidth() >= w && object.getHeight() >= 1.5 * h && !wish.isSmall(line);
        Rectangle2D place = null;
        if (roomy && wish.middle() != null) {
            double x = wish.middle().getX() - w / 2;
            double y = wish.middle().getY() - h / 2;
            place = free(x, y, w, h);
            for (int i = 0; place == null && i < 8; i++) {
                // a little above or below
                place = free(x, y + (i % 2 == 0 ? 1 : -1) * (i / 2 + 1) * h * .6, w, h, object);
            }
        }
        for (int i = 0; place == null && i <= ALONG; i++) {
            place = around(object, w, h, i / (double) ALONG);
        }
        for (int i = 0; place == null && roomy && i < 4; i++) {
            double x = i % 2 == 0 ? object.getX() + GAP : object.getMaxX() - w - GAP;
            double y = i < 2 ? object.getY() + GAP : object.getMaxY() - h - GAP;
            place = free(x, y, w, h);
        }
        return place;
    }

    /** Above, below, to the right and left of an object. @param along from 0, flush with its first corner, to 1, with its last */
    private Rectangle2D around(Rectangle2D object, double w, double h, double along) {
        double x = inside(object.getX() + along * (object.getWidth() - w), width - w);
        double y = inside(object.getY() + along * (object.getHeight() - h), height - h);
        Rectangle2D place = free(x, object.getY() - h - GAP, w, h);
        place = place != null ? place : free(x, object.getMaxY() + GAP, w, h);
        place = place != null ? place : free(object.getMaxX() + GAP, y, w, h);
        return place != null ? place : free(object.getX() - w - GAP, y, w, h);
    }

    private static double inside(double value, double most) {
        return Math.max(0, Math.min(value, most));
    }

    private Rectangle2D free(double x, double y, double w, double h, Rectangle2D within) {
        return y >= within.getY() && y + h <= within.getMaxY() ? free(x, y, w, h) : null;
    }

    private Rectangle2D free(double x, double y, double w, double h) {
        if (!(x >= 0 && y >= 0 && x + w <= width && y + h <= height)) {
            return null;
        }
        Rectangle2D place = new Rectangle2D.Double(x, y, w, h);
        return taken.overlaps(place) ? null : place;
    }
}
