package dev.copra.shape;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;

/**
 * Rasterises boxes as pycocotools' {@code frPyObjects} does, bit for bit: the polygon of a box's corners by the rule of
 * {@link PolygonRasterizer}, which for axis-parallel edges is a rectangle in closed form. It is not plain rounding:
 * sides are rounded to fifths of a pixel first, and the pixels are those whose centres, 5n + 2 on this grid, lie inside.
 */
public final class BoxRasterizer {
    private BoxRasterizer() {}

    /** The pixels of a box, as far as the image has them. */
    public static Rle rasterize(Box box, int height, int width) {
        return Rle.ofRectangle(
                height,
                width,
                pixelAfter(box.x()),
                pixelAfter(box.y()),
                pixelAfter(box.right()),
                pixelAfter(box.bottom()));
    }

    /** The first pixel whose centre is not before the coordinate; wrong only for negative ones, which are cut anyway. */
    private static int pixelAfter(double coordinate) {
        int fifths = (int) (5 * coordinate + .5);
        return (int) Math.floorDiv(fifths + 2L, 5);
    }
}
