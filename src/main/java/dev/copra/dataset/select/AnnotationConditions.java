package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Rle;
import java.util.Set;

/** Conditions on an annotation. What it lacks is in no range. */
public final class AnnotationConditions {
    private AnnotationConditions() {}

    /** How an annotation states its mask. */
    public enum Mask {
        /** It has none: absent, null, or empty. */
        MISSING,
        /** Rings of coordinates. */
        POLYGON,
        /** Compressed or as a list of counts. */
        RLE
    }

    /** The mask's square pixels; see {@link #area(CocoRecord)}. */
    public static RecordCondition area(NumberRange range) {
        return annotation -> range.contains(area(annotation));
    }

    /** The box's width times its height, in square pixels. */
    public static RecordCondition boxArea(NumberRange range) {
        return annotation -> {
            double[] box = box(annotation);
            return box != null && range.contains(box[2] * box[3]);
        };
    }

    /** Both sides of the box, in pixels. */
    public static RecordCondition side(NumberRange range) {
        return annotation -> {
            double[] box = box(annotation);
            return box != null && range.contains(box[2]) && range.contains(box[3]);
        };
    }

    /** The box's width over its height; a box without height has none. */
    public static RecordCondition aspect(NumberRange range) {
        return annotation -> {
            double[] box = box(annotation);
            return box != null && box[3] > 0 && range.contains(box[2] / box[3]);
        };
    }

    /** The member {@code score}. */
    public static RecordCondition score(NumberRange range) {
        return annotation -> range.contains(annotation.number("score", Double.NaN));
    }

    /** Whether {@code iscrowd} is set. */
    public static RecordCondition crowd(boolean wanted) {
        return annotation -> annotation.flag("iscrowd") == wanted;
    }

    /** How the mask is stated. */
    public static RecordCondition mask(Set<Mask> wanted) {
        return annotation -> wanted.contains(mask(annotation));
    }

    private static Mask mask(CocoRecord annotation) {
        if (annotation.lacksSegmentation()) {
            return Mask.MISSING;
        }
        boolean list = annotation.first("segmentation") == '[';
        return list && annotation.firstElement("segmentation") != '{' ? Mask.POLYGON : Mask.RLE;
    }

    /**
     * The square pixels of an annotation: its member {@code area}, or else its box's, or else those of its RLE, as pycocotools'
     * {@code loadRes} has it for results; NaN if it has none of them.
     */
    static double area(CocoRecord annotation) throws AnnotationException {
        double area = annotation.number("area", Double.NaN);
        if (!Double.isNaN(area)) {
            return area;
        }
        double[] box = box(annotation);
        if (box != null) {
            return box[2] * box[3];
        }
        if (mask(annotation) != Mask.RLE) {
            return Double.NaN;
        }
        Rle mask = SegmentationRasterizer.rle(annotation.segmentation(), annotation);
        return mask == null ? Double.NaN : mask.area();
    }

    /** Left, top, width and height, or null if there is no box. */
    private static double[] box(CocoRecord annotation) throws AnnotationException {
        double[] box = annotation.numbers("bbox");
        if (box != null && box.length != 4) {
            throw annotation.wrong("bbox-length", "bbox has " + box.length + " numbers instead of 4");
        }
        return box;
    }
}
