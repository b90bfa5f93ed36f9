package dev.copra.validate.check.annotation;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.Segmentation;
import dev.copra.mask.Box;
import dev.copra.shape.Rings;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.List;

/** The mask against {@code bbox} and {@code area}, which say the same in other words. */
public final class MaskChecks {
    public static final Code EMPTY = Code.error(
                    "mask-empty",
                    "a segmentation without a single pixel",
                    "It is too thin, too small or outside the image. Its IoU is 0 with every mask, even with itself: the object"
                            + " can only be missed.")
            .drop();
    public static final Code BOX_LOOSE = Code.info(
                    "bbox-loose",
                    "a bbox that is larger than its mask",
                    "One of the two is wrong, a part of the mask was lost, or the box was drawn with a margin. A difference of 2 pixels or a twentieth of the"
                            + " side is let pass.")
            .assume("the mask is right", "writes its box");
    public static final Code OUTSIDE_BOX = Code.warning(
                    "segmentation-outside-bbox",
                    "a mask that reaches beyond its bbox",
                    "Mask heads are trained inside the box: what is outside is cut off. A difference of 2 pixels or a"
                            + " twentieth of the side is let pass.")
            .assume("the mask is right", "writes its box");
    public static final Code AREA_MISSING = Code.error(
                    "area-missing",
                    "an annotation without area",
                    "COCOeval ends with a KeyError; mmdetection and torchvision's reference, too.")
            .fix("writes the mask's pixels, or the box's area where there is no mask");
    public static final Code AREA_TYPE = Code.error(
                    "area-type",
                    "an area that is no number",
                    "COCOeval compares it with numbers and ends with a TypeError.")
            .fix(
                    "writes a number in quotes as the number; as an unsafe fix, what is no number as the mask's pixels or the"
                            + " box's area");
    public static final Code AREA_NON_FINITE = Code.error(
                    "area-nonfinite",
                    "an area that is NaN or Infinity",
                    "NaN is in all of COCOeval's size ranges, Infinity in none.")
            .fix("writes the mask's pixels, or the box's area where there is no mask");
    public static final Code AREA_RANGE = Code.error(
                    "area-range",
                    "an area below 0 or above 10^10",
                    "It is in none of COCOeval's size ranges: the object is never evaluated.")
            .assume("the mask is right", "writes its pixels, or the area of the box where there is no mask");
    public static final Code AREA_MASK = Code.warning(
                    "area-mask",
                    "an area that is not the mask's",
                    "The area decides whether an object counts as small, medium or large. A difference of 10 pixels or a tenth"
                            + " is let pass, and so is the area within the outline, which is what COCO states. Crowds are not"
                            + " looked at: they are ignored at every size.")
            .assume("the mask is right", "writes its pixels");
    public static final Code AREA_BOX = Code.warning(
                    "area-box",
                    "an area that is the box's although there is a mask",
                    "COCO's area is the mask's. With the box's, objects move up from small to medium to large, and AP-S, AP-M"
                            + " and AP-L cannot be compared.")
            .assume("the mask is right", "writes its pixels");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(
            EMPTY, BOX_LOOSE, OUTSIDE_BOX, AREA_MISSING, AREA_TYPE, AREA_NON_FINITE, AREA_RANGE, AREA_MASK, AREA_BOX);

    private static final double MOST_AREA = 1e10;

    private MaskChecks() {}

    /** Compares mask, box and area, as far as they were read. */
    public static void check(Annotation annotation, DocumentKind kind) {
        if (annotation.mask() != null) {
            if (annotation.maskArea() > 0) {
                // what a model answers need not fit together
                if (kind == DocumentKind.DATASET) {
                    checkBox(annotation);
                }
            } else if (!annotation.subject().has(PolygonChecks.DOUBLED)) {
                annotation.report(EMPTY, "segmentation", "the mask has no pixel");
            }
        }
        // results are without area: readers compute it
        if (kind == DocumentKind.DATASET && !annotation.plain()) {
            checkArea(annotation);
        }
    }

    private static void checkBox(Annotation annotation) {
        if (annotation.box() == null) {
            return;
        }
        Box mask = bounds(annotation);
        double[] box = annotation.box();
        // what is beyond the image has no mask
        double left = Math.max(box[0], 0);
        double top = Math.max(box[1], 0);
        double right = Math.min(box[0] + box[2], annotation.mask().width());
        double bottom = Math.min(box[1] + box[3], annotation.mask().height());
        double across = tolerance(box[2], mask.width());
        double down = tolerance(box[3], mask.height());
        double beyond = Math.max(
                Math.max(left - mask.x(), mask.right() - right) / across,
                Math.max(top - mask.y(), mask.bottom() - bottom) / down);
        double loose = Math.max(
                Math.max(mask.x() - left, right - mask.right()) / across,
                Math.max(mask.y() - top, bottom - mask.bottom()) / down);
        if (beyond > 1) {
            annotation.report(
                    OUTSIDE_BOX, "bbox", "bbox is " + NumberText.of(box) + ", but the mask's box is " + text(mask));
        } else if (loose > 1) {
            annotation.report(
                    BOX_LOOSE, "bbox", "bbox is " + NumberText.of(box) + ", but the mask's box is " + text(mask));
        }
    }

    /**
     * The box that belongs to a mask: that of the polygons' points, cut at the image's edge, or of the RLE's pixels. A thin
     * tip of a polygon has points where no pixel is.
     */
    public static Box bounds(Annotation annotation) {
        if (!(annotation.segmentation() instanceof Segmentation.Polygons polygons)) {
            return annotation.mask().bounds();
        }
        double[] all = {Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY, 0, 0};
        for (double[] ring : polygons.rings()) {
            double[] bounds = Rings.bounds(ring);
            all[0] = Math.min(all[0], bounds[0]);
            all[1] = Math.min(all[1], bounds[1]);
            all[2] = Math.max(all[2], bounds[2]);
            all[3] = Math.max(all[3], bounds[3]);
        }
        return Box.ofCorners(
                Math.max(all[0], 0),
                Math.max(all[1], 0),
                Math.min(all[2], annotation.width()),
                Math.min(all[3], annotation.height()));
    }

    private static double tolerance(double side, double maskSide) {
        return Math.max(2, Math.max(side, maskSide) / 20);
    }

    private static String text(Box box) {
        return NumberText.of(new double[] {box.x(), box.y(), box.width(), box.height()});
    }

    private static void checkArea(Annotation annotation) {
        Subject subject = annotation.subject();
        if (subject.record().isNull("area")) {
            annotation.report(AREA_MISSING, "area", "there is no area");
            return;
        }
        if (!subject.isNumber("area")) {
            annotation.report(AREA_TYPE, "area", "area is " + subject.record().excerpt("area") + ", not a number");
            return;
        }
        double area = subject.number("area");
        if (!Double.isFinite(area)) {
            annotation.report(AREA_NON_FINITE, "area", "area is " + area);
        } else if (area < 0 || area > MOST_AREA) {
            annotation.report(AREA_RANGE, "area", "area is " + NumberText.of(area));
        } else if (annotation.maskArea() > 0 && !annotation.crowd() && !areaFits(annotation, area)) {
            double[] box = annotation.box();
            boolean ofBox = box != null && Math.abs(area - box[2] * box[3]) <= Math.max(1, 0.005 * area);
            annotation.report(
                    ofBox ? AREA_BOX : AREA_MASK,
                    "area",
                    "area is " + NumberText.of(area) + (ofBox ? ", the box's" : "") + ", but the mask has "
                            + annotation.maskArea() + " pixels");
        }
    }

    /** Whether the area is about that of the mask, or that within its outline. */
    public static boolean areaFits(Annotation annotation) {
        return areaFits(annotation, annotation.subject().number("area"));
    }

    private static boolean areaFits(Annotation annotation, double area) {
        return !differs(area, annotation.maskArea()) || !differs(area, outlined(annotation));
    }

    /** The area within the outline, which is what COCO states: thin objects have fewer pixels. */
    private static double outlined(Annotation annotation) {
        double sum = 0;
        if (annotation.segmentation() instanceof Segmentation.Polygons polygons) {
            for (double[] ring : polygons.rings()) {
                sum += Math.abs(Rings.signedArea(ring));
            }
        }
        return sum;
    }

    /** Whether an area is not that of so many pixels. */
    public static boolean differs(double area, double pixels) {
        return !(Math.abs(area - pixels) <= Math.max(10, Math.max(area, pixels) / 10));
    }
}
