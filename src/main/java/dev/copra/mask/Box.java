package dev.copra.mask;

/**
 * An axis-parallel box in continuous coordinates, as COCO's {@code bbox}: pixel (0,0) covers [0,1)x[0,1), so a box may
 * end at the image's width. May reach outside the image and may be empty.
 *
 * @param x left edge, finite
 * @param y top edge, finite
 * @param width extent to the right in pixels, finite, at least 0
 * @param height extent downwards in pixels, finite, at least 0
 */
public record Box(double x, double y, double width, double height) {

    /** @throws IllegalArgumentException if a component is not finite or an extent is negative */
    public Box {
        if (!(Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(width) && Double.isFinite(height))) {
            throw new IllegalArgumentException(
                    "box [" + x + ", " + y + ", " + width + ", " + height + "] is not finite");
        }
        if (width < 0 || height < 0) {
            throw new IllegalArgumentException(
                    "box [" + x + ", " + y + ", " + width + ", " + height + "] has a negative size");
        }
    }

    /** The box between two opposite corners, the first being top-left. */
    public static Box ofCorners(double left, double top, double right, double bottom) {
        return new Box(left, top, right - left, bottom - top);
    }

    /** The x coordinate of the right side: {@code x + width}. */
    public double right() {
        return x + width;
    }

    /** The y coordinate of the lower side: {@code y + height}. */
    public double bottom() {
        return y + height;
    }

    /** Square pixels: {@code width * height}. */
    public double area() {
        return width * height;
    }
}
