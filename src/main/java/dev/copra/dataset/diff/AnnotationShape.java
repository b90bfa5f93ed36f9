package dev.copra.dataset.diff;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.overlap.BoxOverlap;
import java.util.Arrays;

/**
 * Where an annotation is.
 *
 * @param box x, y, width, height in continuous pixel coordinates; that around the mask if it has no box of its own; or null
 * @param mask null if it has none, or one whose size is not known
 * @param extent x, y, width, height of the mask's bounds; null if there is no mask
 * @param category {@link Id#NONE} if it has none
 */
record AnnotationShape(double[] box, Rle mask, double[] extent, Id category) {
    private static final SegmentationRasterizer RASTERIZER = new SegmentationRasterizer();

    /** The shape of a record. @param size height and width of its image, or null if they are not known */
    static AnnotationShape of(CocoRecord record, int[] size, boolean withMask) {
        Rle mask = withMask ? mask(record, size) : null;
        double[] extent = mask == null ? null : numbers(mask.bounds());
        double[] box = box(record);
        if (box == null && mask != null && !mask.isEmpty()) {
            box = extent;
        }
        Id category;
        try {
            category = record.id("category_id");
        } catch (AnnotationException e) {
            category = Id.NONE;
        }
        return new AnnotationShape(box, mask, extent, category);
    }

    private static double[] numbers(Box box) {
        return new double[] {box.x(), box.y(), box.width(), box.height()};
    }

    /** The box of a record, or null if it has none of four finite numbers. */
    static double[] box(CocoRecord record) {
        try {
            double[] box = record.numbers("bbox");
            return box != null && box.length == 4 && Arrays.stream(box).allMatch(Double::isFinite) ? box : null;
        } catch (AnnotationException e) {
            return null;
        }
    }

    /** The mask of a record, or null if it has none that can be had. */
    static Rle mask(CocoRecord record, int[] size) {
        try {
            Segmentation segmentation = record.segmentation();
            Rle mask = SegmentationRasterizer.rle(segmentation, record);
            return mask != null || size == null ? mask : RASTERIZER.rasterize(segmentation, record, size[0], size[1]);
        } catch (AnnotationException e) {
            return null;
        }
    }

    boolean hasShape() {
        return box != null || mask != null;
    }

    /** How far this covers another: of masks if both have one of one size, else of boxes; 1 where these are equal. */
    double iou(AnnotationShape other) {
        if (mask != null
                && other.mask != null
                && mask.height() == other.mask.height()
                && mask.width() == other.mask.width()) {
            if (mask.isEmpty() && other.mask.isEmpty()) {
                return boxIou(other);
            }
            return BoxOverlap.intersection(extent, 0, other.extent, 0) == 0 ? 0 : mask.iou(other.mask);
        }
        return boxIou(other);
    }

    private double boxIou(AnnotationShape other) {
        return box == null || other.box == null ? 0 : iou(box, other.box);
    }

    /** IoU of two boxes; 1 if they are equal, be they empty. */
    static double iou(double[] a, double[] b) {
        return Arrays.equals(a, b) ? 1 : BoxOverlap.iou(a, 0, b, 0, false);
    }
}
