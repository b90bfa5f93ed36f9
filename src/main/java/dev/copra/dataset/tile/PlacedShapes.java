package dev.copra.dataset.tile;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.SegmentationWriter;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.PolygonRasterizer;
import java.util.ArrayList;
import java.util.List;

/** Shapes that were moved, as JSON. Holds scratch memory: one a thread. */
final class PlacedShapes {
    /** Coordinates are written to a millionth of a pixel, so that 10.27 - 5 is 5.27. */
    private static final double MILLION = 1e6;

    private final PolygonRasterizer rasterizer = new PolygonRasterizer();
    private final Encoding encoding;

    /** @param encoding null writes each as it was */
    PlacedShapes(Encoding encoding) {
        this.encoding = encoding;
    }

    /**
     * A mask in its new place. Polygons stay as they are, moved, if they lie in the image and have just its pixels there; else they go
     * along its pixels' edges.
     *
     * @param before what it was
     * @param dx by which its polygons are moved
     * @param dy by which its polygons are moved
     */
    byte[] segmentation(Segmentation before, Rle mask, double dx, double dy, CocoRecord record) {
        Encoding wanted = encoding != null
                ? encoding
                : before instanceof Segmentation.Polygons
                        ? Encoding.POLYGON
                        : before instanceof Segmentation.UncompressedRle ? Encoding.COUNTS : Encoding.RLE;
        if (wanted == Encoding.COUNTS) {
            return SegmentationWriter.counts(mask, record);
        }
        if (wanted == Encoding.RLE || mask.isEmpty()) {
            return SegmentationWriter.rle(mask, record);
        }
        if (before instanceof Segmentation.Polygons polygons) {
            List<double[]> moved = new ArrayList<>();
            boolean inside = true;
            for (double[] ring : polygons.rings()) {
                double[] to = moved(ring, dx, dy);
                inside &= isInside(to, mask.height(), mask.width());
                moved.add(to);
            }
            if (inside
                    && rasterizer.rasterize(moved, mask.height(), mask.width()).equals(mask)) {
                return SegmentationWriter.rings(moved, record);
            }
        }
        return SegmentationWriter.rings(MaskTracer.trace(mask), record);
    }

    private static double[] moved(double[] ring, double dx, double dy) {
        double[] moved = new double[ring.length];
        for (int i = 0; i < ring.length; i++) {
            moved[i] = round(ring[i] + (i % 2 == 0 ? dx : dy));
        }
        return moved;
    }

    private static boolean isInside(double[] ring, int height, int width) {
        for (int i = 0; i < ring.length; i++) {
            if (!(ring[i] >= 0 && ring[i] <= (i % 2 == 0 ? width : height))) {
                return false;
            }
        }
        return true;
    }

    static double round(double coordinate) {
        return Math.rint(coordinate * MILLION) / MILLION;
    }

    /** A box as JSON. */
    static byte[] box(double[] box, CocoRecord record) {
        double[] rounded = new double[4];
        for (int i = 0; i < 4; i++) {
            rounded[i] = round(box[i]);
        }
        return SegmentationWriter.numbers(rounded, record);
    }
}
