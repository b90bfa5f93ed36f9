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
                height, width, pixelFrom(box.x()), pixelFrom(box.y()), pixelFrom(box.right()), pixelFrom(box.bottom()));
    }

    private static int pixelFrom(double coordinate) {
        return Fifths.pixelFrom(Fifths.of(coordinate));
    }
}
