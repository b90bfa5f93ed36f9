package dev.copra.dataset;

import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.PolygonRasterizer;
import java.util.List;

/** What follows from the region of an instance. */
public final class Regions {
    /** Its scratch memory is as large as an image has columns: made anew for each mask, that takes longer than the mask. */
    private static final ThreadLocal<PolygonRasterizer> RASTERIZER = ThreadLocal.withInitial(PolygonRasterizer::new);

    private Regions() {}

    /** The pixels of a region in an image of a size, by pycocotools' rules; none for a line. */
    public static Rle mask(Region region, int height, int width) {
        if (region instanceof Region.Raster raster) {
            return raster.mask();
        }
        if (region instanceof Region.Rings rings) {
            return RASTERIZER.get().rasterize(rings.rings(), height, width);
        }
        return Rle.empty(height, width);
    }

    /** Polygons with the very pixels of a region: its own, or those along the pixel edges of its mask. */
    public static List<double[]> rings(Region region) {
        if (region instanceof Region.Raster raster) {
            return MaskTracer.trace(raster.mask());
        }
        return region instanceof Region.Rings rings ? rings.rings() : List.of();
    }

    /**
     * The smallest upright box around a region: around the vertices of polygons and lines, around the pixels of a mask. Null if there
     * is nothing to be put into it.
     */
    public static Box bounds(Region region) {
        if (region instanceof Region.Raster raster) {
            return raster.mask().isEmpty() ? null : raster.mask().bounds();
        }
        if (region instanceof Region.Rings rings) {
            return bounds(rings.rings());
        }
        return region instanceof Region.Line line ? bounds(List.of(line.points())) : null;
    }

    private static Box bounds(List<double[]> rings) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        for (double[] ring : rings) {
            for (int i = 0; i + 1 < ring.length; i += 2) {
                left = Math.min(left, ring[i]);
                right = Math.max(right, ring[i]);
                top = Math.min(top, ring[i + 1]);
                bottom = Math.max(bottom, ring[i + 1]);
            }
        }
        return left <= right ? new Box(left, top, right - left, bottom - top) : null;
    }
}
