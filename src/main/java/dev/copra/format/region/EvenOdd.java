package dev.copra.format.region;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Region;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.RingJoiner;
import java.util.List;

/** Paths of which a point is inside if an odd number goes round it: parts, and holes in them. */
public final class EvenOdd {
    private EvenOdd() {}

    /**
     * The region of paths: themselves, if they are parts that share no pixel, else one ring that goes along all of them.
     *
     * @param paths each x0, y0, x1, y1, ... with at least one vertex
     * @param image without a size if it is not known, and then several paths become one ring
     */
    public static Region.Rings region(List<double[]> paths, DatasetImage image) {
        boolean areParts = paths.size() < 2 || image.hasSize() && areParts(paths, image);
        return new Region.Rings(areParts ? paths : List.of(RingJoiner.join(paths)));
    }

    /** Whether no pixel of an image lies in two rings, so that their union is what is inside by the even-odd rule. */
    public static boolean areParts(List<double[]> rings, DatasetImage image) {
        if (rings.size() < 2) {
            return true;
        }
        PolygonRasterizer rasterizer = new PolygonRasterizer();
        long sum = 0;
        for (double[] ring : rings) {
            sum += rasterizer.rasterize(ring, image.height(), image.width()).area();
        }
        return sum == rasterizer.rasterize(rings, image.height(), image.width()).area();
    }
}
