package dev.copra.format;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Region;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.PolygonRasterizer;
import dev.copra.shape.RingJoiner;
import java.util.List;

/**
 * A region as one ring with the very same pixels, for formats that have one polygon an instance: parts are joined by bridges, holes by
 * keyholes, both of no width. Used by one thread at a time.
 */
public final class SingleRing {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    /**
     * @param ring null if the region has no pixel
     * @param mask the pixels of the region
     * @param changed whether the ring is another one than the region's own
     */
    public record Result(double[] ring, Rle mask, boolean changed) {}

    /** @param region a mask, or polygons; the image has a size */
    public Result of(Region region, DatasetImage image) {
        if (region instanceof Region.Rings rings) {
            Rle mask = rasterizer.rasterize(rings.rings(), image.height(), image.width());
            List<double[]> usable =
                    rings.rings().stream().filter(r -> r.length >= 6).toList();
            if (usable.size() == 1) {
                return new Result(usable.get(0), mask, rings.rings().size() != 1);
            }
            if (!usable.isEmpty()) {
                // rings that overlap are a union, and one ring would be their difference
                double[] joined = RingJoiner.join(usable);
                if (rasterizer.rasterize(joined, image.height(), image.width()).equals(mask)) {
                    return new Result(joined, mask, true);
                }
            }
            return traced(mask);
        }
        return traced(((Region.Raster) region).mask());
    }

    private static Result traced(Rle mask) {
        return new Result(mask.isEmpty() ? null : RingJoiner.join(MaskTracer.trace(mask)), mask, true);
    }
}
