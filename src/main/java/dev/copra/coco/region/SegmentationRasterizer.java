package dev.copra.coco.region;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.Rle;
import dev.copra.mask.RleString;
import dev.copra.overlap.MaskPool;
import dev.copra.shape.PolygonRasterizer;

/**
 * Turns segmentations into masks as pycocotools' {@code annToRLE} does, bit for bit. Holds scratch memory: one a thread.
 */
public final class SegmentationRasterizer {
    private final PolygonRasterizer rasterizer = new PolygonRasterizer();

    /**
     * The mask of a segmentation.
     *
     * @param record names the record in messages
     * @param height the image's height; an RLE must agree
     * @param width the image's width; an RLE must agree
     * @return null if there is no segmentation
     * @throws AnnotationException if the segmentation is malformed
     */
    public Rle rasterize(Segmentation segmentation, CocoRecord record, int height, int width)
            throws AnnotationException {
        Rle mask = rle(segmentation, record);
        if (mask != null) {
            if (mask.height() != height || mask.width() != width) {
                throw record.wrong(
                        "rle-size",
                        "the RLE is " + mask.height() + " x " + mask.width() + " but its image is " + height + " x "
                                + width + " (height x width)");
            }
            return mask;
        }
        return segmentation instanceof Segmentation.Polygons polygons
                ? rasterize(polygons, record, height, width)
                : null;
    }

    /**
     * The mask of a run-length encoded segmentation, which needs no image.
     *
     * @return null if the segmentation is no RLE
     * @throws AnnotationException if it is malformed
     */
    public static Rle rle(Segmentation segmentation, CocoRecord record) throws AnnotationException {
        if (segmentation instanceof Segmentation.CompressedRle rle) {
            checkSize(rle.height(), rle.width(), record);
            try {
                return Rle.parse((int) rle.height(), (int) rle.width(), rle.text(), 0, rle.text().length);
            } catch (MalformedRleException e) {
                throw malformed(e, record);
            }
        }
        if (segmentation instanceof Segmentation.UncompressedRle rle) {
            checkSize(rle.height(), rle.width(), record);
            return uncompressed(rle, record);
        }
        return null;
    }

    /**
     * Adds the mask of a run-length encoded segmentation to a pool.
     *
     * @return its index there; -1 if the segmentation is no RLE
     * @throws AnnotationException if it is malformed
     */
    public static int addRle(Segmentation segmentation, CocoRecord record, MaskPool pool) throws AnnotationException {
        if (segmentation instanceof Segmentation.CompressedRle rle) {
            checkSize(rle.height(), rle.width(), record);
            try {
                return pool.add((int) rle.height(), (int) rle.width(), rle.text());
            } catch (MalformedRleException e) {
                throw malformed(e, record);
            }
        }
        Rle mask = rle(segmentation, record);
        return mask == null ? -1 : pool.add(mask);
    }

    /**
     * Checks that an RLE is a mask, without making one.
     *
     * @throws AnnotationException if its size or its counts are none
     */
    public static void checkRle(Segmentation segmentation, CocoRecord record) throws AnnotationException {
        if (segmentation instanceof Segmentation.CompressedRle rle) {
            checkSize(rle.height(), rle.width(), record);
            try {
                RleString.decode(rle.text(), 0, rle.text().length, (int) (rle.height() * rle.width()));
            } catch (MalformedRleException e) {
                throw malformed(e, record);
            }
        } else {
            rle(segmentation, record);
        }
    }

    private static AnnotationException malformed(MalformedRleException e, CocoRecord record) {
        return record.wrong("rle-counts", "the RLE's counts are malformed: " + e.getMessage());
    }

    private static void checkSize(long height, long width, CocoRecord record) throws AnnotationException {
        if (height < 0
                || width < 0
                || height > Integer.MAX_VALUE
                || width > Integer.MAX_VALUE
                || height * width > Integer.MAX_VALUE) {
            throw record.wrong("rle-size", "the RLE's size [" + height + ", " + width + "] is no image's");
        }
    }

    private static Rle uncompressed(Segmentation.UncompressedRle rle, CocoRecord record) throws AnnotationException {
        double[] numbers = rle.counts();
        int[] counts = new int[numbers.length];
        for (int i = 0; i < counts.length; i++) {
            if (!(numbers[i] >= 0 && numbers[i] <= Integer.MAX_VALUE && numbers[i] == Math.rint(numbers[i]))) {
                throw record.wrong("rle-counts", "count " + i + " of the RLE is " + numbers[i]);
            }
            counts[i] = (int) numbers[i];
        }
        try {
            return new Rle((int) rle.height(), (int) rle.width(), counts);
        } catch (IllegalArgumentException e) {
            throw record.wrong("rle-counts", e.getMessage());
        }
    }

    private Rle rasterize(Segmentation.Polygons polygons, CocoRecord record, int height, int width)
            throws AnnotationException {
        check(polygons, record);
        return rasterizer.rasterize(polygons.rings(), height, width);
    }

    /** @throws AnnotationException if pycocotools would not take the polygons, or take them for something else */
    public static void check(Segmentation.Polygons polygons, CocoRecord record) throws AnnotationException {
        // pycocotools looks at the first ring only: with four numbers it is taken for a box, with fewer it is refused
        int first = polygons.rings().get(0).length;
        if (first < 5) {
            throw record.wrong("polygon-short", "a polygon of " + first + " numbers; three points need 6");
        }
        for (double[] ring : polygons.rings()) {
            for (double coordinate : ring) {
                if (!Double.isFinite(coordinate)) {
                    throw record.wrong("polygon-nonfinite", "a polygon has the coordinate " + coordinate);
                }
            }
        }
    }
}
