package dev.copra.stats;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Box;
import dev.copra.mask.MaskRegions;
import dev.copra.mask.Rle;
import dev.copra.shape.PolygonRasterizer;
import java.util.List;

/** Measures masks by their pixels, so that a polygon and its RLE have the same figures. Holds scratch memory: one a thread. */
final class MaskMeter {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    /**
     * What a mask measures.
     *
     * @param vertices of all its polygons; -1 if it is an RLE
     * @param bounds the box around its pixels: left, top, width and height; null if there is no pixel, or it was
     *     not asked for
     */
    record Figures(int pixels, int parts, int holes, int vertices, double[] bounds) {}

    /**
     * @param bounds whether the box around the pixels is asked for
     * @param width the image's width, at most 0 if it is not known; then the polygons' own extent takes its place
     * @param height the image's height, likewise
     * @return null if there is no mask
     * @throws AnnotationException if it is malformed
     */
    Figures measure(CocoRecord annotation, boolean bounds, int width, int height) throws AnnotationException {
        Segmentation segmentation = annotation.segmentation();
        if (segmentation instanceof Segmentation.None) {
            return null;
        }
        if (!(segmentation instanceof Segmentation.Polygons polygons)) {
            return figures(SegmentationRasterizer.rle(segmentation, annotation), -1, bounds);
        }
        SegmentationRasterizer.check(polygons, annotation);
        List<double[]> rings = polygons.rings();
        boolean sized = width > 0 && height > 0;
        long columns = sized ? width : extent(rings, 0);
        long rows = sized ? height : extent(rings, 1);
        if (columns * rows > Integer.MAX_VALUE) {
            throw annotation.wrong("polygon-extent", "its polygons reach over more than 2^31 pixels");
        }
        int vertices = 0;
        for (double[] ring : rings) {
            vertices += ring.length / 2;
        }
        return bounds
                ? figures(rasterizer.rasterize(rings, (int) rows, (int) columns), vertices, true)
                : figures(rasterizer.regions(rings, (int) rows, (int) columns), vertices, null);
    }

    /** Pixels from 0 to the last coordinate. @param from 0 for x, 1 for y */
    private static long extent(List<double[]> rings, int from) {
        double end = 1;
        for (double[] ring : rings) {
            for (int i = from; i < ring.length; i += 2) {
                end = Math.max(end, ring[i]);
            }
        }
        return (long) Math.min(Math.ceil(end), Integer.MAX_VALUE);
    }

    private static Figures figures(Rle mask, int vertices, boolean bounds) {
        MaskRegions regions = mask.regions();
        return figures(regions, vertices, bounds && regions.parts() > 0 ? bounds(mask.bounds()) : null);
    }

    private static Figures figures(MaskRegions regions, int vertices, double[] bounds) {
        return new Figures((int) regions.pixels(), regions.parts(), regions.holes(), vertices, bounds);
    }

    private static double[] bounds(Box box) {
        return new double[] {box.x(), box.y(), box.width(), box.height()};
    }
}
