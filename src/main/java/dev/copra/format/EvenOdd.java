package dev.copra.format;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Region;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.RingJoiner;
import java.util.List;

/** Paths of which a point is inside if an odd number goes round it: parts, and holes in them. */
public final class EvenOdd {
    private EvenOdd() {}

    /**
     * The region of paths: themselves, if they are parts that share no pixel, else one ring that goes along all of them.
     *
     * @param rings each x0, y0, x1, y1, ... with at least one vertex
     * @param image without a size if it is not known, and then several paths become one ring
     */
    public static Region.Rings region(List<double[]> rings, DatasetImage image) {
        if (rings.size() < 2) {
            return new Region.Rings(rings);
        }
        double[] joined = RingJoiner.join(rings);
        if (image.hasSize()) {
            PolygonRasterizer rasterizer = new PolygonRasterizer();
            Rle union = rasterizer.rasterize(rings, image.height(), image.width());
            if (union.equals(rasterizer.rasterize(joined, image.height(), image.width()))) {
                return new Region.Rings(rings);
            }
        }
        return new Region.Rings(List.of(joined));
    }
}
