package dev.copra.draw.label;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Rectangles by the cells of a grid that they reach into, so that asking what overlaps does not go through all. */
final class RectangleGrid {
    /** A grid of more columns or rows would take longer to make than it spares. */
    private static final int MOST = 512;

    private final double cellWidth;
    private final double cellHeight;
    private final int columns;
    private final int rows;
    private final List<Rectangle2D>[] cells;

    @SuppressWarnings({"unchecked", "rawtypes"})
    RectangleGrid(double width, double height, double cell) {
        columns = (int) Math.max(1, Math.min(MOST, width / cell));
        rows = (int) Math.max(1, Math.min(MOST, height / cell));
        cellWidth = width / columns;
        cellHeight = height / rows;
        cells = new List[columns * rows];
    }

    void add(Rectangle2D rectangle) {
        for (int row = row(rectangle.getY()); row <= row(rectangle.getMaxY()); row++) {
            for (int column = column(rectangle.getX()); column <= column(rectangle.getMaxX()); column++) {
                int at = row * columns + column;
                cells[at] = cells[at] == null ? new ArrayList<>() : cells[at];
                cells[at].add(rectangle);
            }
        }
    }

    /** Whether a rectangle has a point in common with another one, borders left aside. */
    boolean overlaps(Rectangle2D rectangle) {
        for (int row = row(rectangle.getY()); row <= row(rectangle.getMaxY()); row++) {
            for (int column = column(rectangle.getX()); column <= column(rectangle.getMaxX()); column++) {
                List<Rectangle2D> there = cells[row * columns + column];
                for (int i = 0; there != null && i < there.size(); i++) {
                    if (overlap(rectangle, there.get(i))) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    private static boolean overlap(Rectangle2D a, Rectangle2D b) {
        return a.getX() < b.getMaxX() && b.getX() < a.getMaxX() && a.getY() < b.getMaxY() && b.getY() < a.getMaxY();
    }

    private int column(double x) {
        return (int) Math.max(0, Math.min(columns - 1, Math.floor(x / cellWidth)));
    }

    private int row(double y) {
        return (int) Math.max(0, Math.min(rows - 1, Math.floor(y / cellHeight)));
    }
}
