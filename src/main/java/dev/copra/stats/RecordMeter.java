package dev.copra.stats;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.region.BoxFormat;
import dev.copra.mask.Box;

/** Measures annotations, from nothing but the record and the size of its image. Holds scratch memory: one a thread. */
final class RecordMeter {
    private final MaskMeter masks = new MaskMeter();
    private final MeasuredImages images;

    /** The first thing that is wrong in the record at hand, or null. */
    private AnnotationException wrong;

    /** @param images whose sizes are where polygons end */
    RecordMeter(MeasuredImages images) {
        this.images = images;
    }

    /**
     * An object as its record tells it.
     *
     * @param box left, top, width and height; null if there is none that can be used
     * @param area NaN if there is none
     * @param mask null if there is none that can be used, and of a crowd region
     * @param keypoints x, y and visibility of each; null if there are none that can be used, and of a crowd region
     * @param wrong the first thing that cannot be used, or null
     */
    record Measured(
            boolean crowd,
            double[] box,
            double area,
            MaskMeter.Figures mask,
            double[] keypoints,
            AnnotationException wrong) {}

    /** Measures a record. @param image its image, or none */
    Measured measure(CocoRecord annotation, Id image) {
        wrong = null;
        boolean crowd = annotation.flag("iscrowd");
        double[] box = box(annotation);
        // a crowd region is measured nowhere
        MaskMeter.Figures mask = crowd ? null : mask(annotation, box == null, image);
        double area = area(annotation);
        double[] keypoints = crowd || annotation.isNull("keypoints") ? null : keypoints(annotation);
        return new Measured(crowd, box, area, mask, keypoints, wrong);
    }

    private double[] box(CocoRecord annotation) {
        if (annotation.isNull("bbox")) {
            return null;
        }
        try {
            Box box = BoxFormat.COCO.read(annotation, 0, 0);
            return new double[] {box.x(), box.y(), box.width(), box.height()};
        } catch (AnnotationException e) {
            note(e);
            return null;
        }
    }

    private double area(CocoRecord annotation) {
        try {
            return annotation.number("area", Double.NaN);
        } catch (AnnotationException e) {
            note(e);
            return Double.NaN;
        }
    }

    private MaskMeter.Figures mask(CocoRecord annotation, boolean bounds, Id image) {
        try {
            int slot = image.present() ? images.find(image) : ObjectTable.NONE;
            int width = slot < 0 ? 0 : images.width(slot);
            int height = slot < 0 ? 0 : images.height(slot);
            return masks.measure(annotation, bounds, width, height);
        } catch (AnnotationException e) {
            note(e);
            return null;
        }
    }

    private double[] keypoints(CocoRecord annotation) {
        try {
            double[] numbers = annotation.keypoints();
            if (numbers.length % 3 != 0) {
                throw annotation.wrong(
                        "keypoints-length", "keypoints has " + numbers.length + " numbers, not three for each");
            }
            return numbers.length > 0 ? numbers : null;
        } catch (AnnotationException e) {
            note(e);
            return null;
        }
    }

    private void note(AnnotationException e) {
        wrong = wrong == null ? e : wrong;
    }
}
