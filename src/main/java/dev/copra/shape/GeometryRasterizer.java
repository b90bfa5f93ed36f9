package dev.copra.shape;

import dev.copra.mask.Rle;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.LineString;
import org.locationtech.jts.geom.Polygon;

/**
 * Masks of JTS's polygons, each of their rings by maskApi's rule for polygons: the union of the polygons, each of them its shell
 * without its holes. Points and lines have no pixel. Not thread-safe.
 */
public final class GeometryRasterizer {
    private final PolygonRasterizer rings = new PolygonRasterizer();

    /** @param geometry in the image's continuous coordinates; what lies beyond the image is cut off */
    public Rle rasterize(Geometry geometry, int height, int width) {
        Rle mask = null;
        for (int i = 0; i < geometry.getNumGeometries(); i++) {
            if (geometry.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
                Rle part = rasterize(polygon, height, width);
                mask = mask == null ? part : mask.union(part);
            }
        }
        return mask == null ? Rle.empty(height, width) : mask;
    }

    private Rle rasterize(Polygon polygon, int height, int width) {
        Rle mask = rasterize(polygon.getExteriorRing(), height, width);
        for (int i = 0; i < polygon.getNumInteriorRing(); i++) {
            mask = mask.difference(rasterize(polygon.getInteriorRingN(i), height, width));
        }
        return mask;
    }

    private Rle rasterize(LineString closed, int height, int width) {
        return rings.rasterize(JtsRings.ring(closed.getCoordinates()), height, width);
    }
}
