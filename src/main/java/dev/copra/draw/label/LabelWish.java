package dev.copra.draw.label;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;

/**
 * A label that wants a place.
 *
 * @param width of the label in pixels of the picture
 * @param height of the label in pixels of the picture
 * @param object the upright box around what it names, in pixels of the picture
 * @param middle a point well inside of what it names, where it may stand if the object is large enough; or null
 */
public record LabelWish(double width, double height, Rectangle2D object, Point2D middle) {
    /** An object is small if a label could hide much of it: neither side is as long as three lines of text. */
    boolean isSmall(double line) {
        return Math.max(object.getWidth(), object.getHeight()) < 3 * line;
    }
}
