package dev.copra.validate.check.annotation;

import dev.copra.coco.DocumentKind;
import dev.copra.coco.region.BoxRotation;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.List;

/** {@code bbox}: four numbers x, y, width, height that make a box within the image. */
public final class BoxChecks {
    /** Annotators' boxes may pass the edge by this much: half a pixel for the convention, the rest for rounding. */
    public static final double OUTSIDE_TOLERANCE = 1;

    public static final Code MISSING = Code.error(
                    "bbox-missing",
                    "an annotation without bbox",
                    "Every loader reads it, segmentation or not; pycocotools' loadRes and COCOeval end with a KeyError.")
            .fix("writes the box of the mask");
    static final Code TYPE = Code.error(
                    "bbox-type",
                    "a bbox that is no list of numbers",
                    "Strings, nulls and nested lists end most loaders.")
            .drop();
    static final Code LENGTH = Code.error(
                    "bbox-length",
                    "a bbox that has not four numbers",
                    "A box is x, y, width, height; more or fewer numbers are another format or a broken export.")
            .drop();
    public static final Code NON_FINITE = Code.error(
                    "bbox-nonfinite",
                    "a bbox with NaN, Infinity or beyond all measure",
                    "One of them makes the loss NaN, and the training run is lost; every IoU with it is NaN.")
            .assume("the mask is right", "writes its box");
    public static final Code NEGATIVE = Code.error(
                    "bbox-negative",
                    "a bbox of negative width or height",
                    "It overlaps nothing, so the object counts as missed; the training loss may become NaN.")
            .assume("the mask is right", "writes its box");
    public static final Code ZERO = Code.error(
                    "bbox-zero",
                    "a bbox without width or height",
                    "Its IoU is 0 with every box, even with itself: the object can only be missed. mmdetection and detectron2"
                            + " drop it.")
            .assume("the mask is right", "writes its box");
    public static final Code OUTSIDE = Code.warning(
                    "bbox-outside",
                    "a bbox that passes the edge of its image",
                    "Some loaders clip it, some augmentations fail on it. By more than a pixel it is no rounding: the image may"
                            + " have been resized without its annotations.")
            .assume("the image has its size", "clips the box to it");
    static final Code AWAY = Code.error(
                    "bbox-away",
                    "a bbox that lies wholly outside its image",
                    "No pixel of the object is in the picture: after clipping the box is empty.")
            .drop();
    static final Code ROTATED = Code.warning(
            "bbox-rotated",
            "a bbox that attributes.rotation turns",
            "CVAT writes the box as it was before it was turned, and the angle beside it. Readers of COCO do not know the angle:"
                    + " they take the box as upright, and it misses the object. copra mask turns it.");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(MISSING, TYPE, LENGTH, NON_FINITE, NEGATIVE, ZERO, OUTSIDE, AWAY, ROTATED);

    private BoxChecks() {}

    /** Checks the box, and notes it if it is one. */
    public static void check(Annotation annotation, DocumentKind kind) {
        Subject subject = annotation.subject();
        if (subject.record().isNull("bbox")) {
            // results may be masks or keypoints alone
            if (kind == DocumentKind.DATASET && !annotation.plain()) {
                annotation.report(MISSING, "bbox", "there is no bbox");
            }
            return;
        }
        double[] box = subject.numbers("bbox");
        if (box == null) {
            annotation.report(
                    TYPE, "bbox", "bbox is " + subject.record().excerpt("bbox") + ", not a list of four numbers");
        } else if (box.length != 4) {
            annotation.report(LENGTH, "bbox", "bbox has " + box.length + " numbers instead of 4");
        } else {
            check(annotation, box);
        }
    }

    private static void check(Annotation annotation, double[] box) {
        double x = box[0];
        double y = box[1];
        double width = box[2];
        double height = box[3];
        if (!Double.isFinite(x + y + width + height) || !Double.isFinite(width * height)) {
            annotation.report(NON_FINITE, "bbox", "bbox is " + NumberText.of(box));
        } else if (width < 0 || height < 0) {
            annotation.report(
                    NEGATIVE,
                    "bbox",
                    "bbox " + NumberText.of(box) + " has a negative " + (width < 0 ? "width" : "height"));
        } else if (isLost(x, width) || isLost(y, height)) {
            annotation.report(
                    ZERO, "bbox", "bbox " + NumberText.of(box) + " has no " + (isLost(x, width) ? "width" : "height"));
        } else {
            annotation.setBox(box);
            double degrees = BoxRotation.degrees(annotation.subject().record());
            if (degrees != 0) {
                annotation.report(
                        ROTATED,
                        "bbox",
                        "bbox " + NumberText.of(box) + " is turned by " + NumberText.of(degrees) + " degrees");
            }
            if (annotation.hasSize()) {
                checkEdges(annotation, box);
            }
        }
    }

    /** Whether a side is so short, or so far from 0, that x + width - x, which is what an IoU sees, is not the width. */
    private static boolean isLost(double from, double length) {
        return Math.abs(from + length - from - length) > 0.01 * length || length == 0;
    }

    private static void checkEdges(Annotation annotation, double[] box) {
        double right = box[0] + box[2];
        double bottom = box[1] + box[3];
        String where = " in an image of " + annotation.width() + " x " + annotation.height() + " (width x height)";
        if (box[0] >= annotation.width() || box[1] >= annotation.height() || right <= 0 || bottom <= 0) {
            annotation.report(AWAY, "bbox", "bbox " + NumberText.of(box) + " has no part" + where);
            return;
        }
        double beyond = Math.max(
                Math.max(-box[0], -box[1]), Math.max(right - annotation.width(), bottom - annotation.height()));
        if (beyond > OUTSIDE_TOLERANCE) {
            annotation.report(
                    OUTSIDE,
                    "bbox",
                    "bbox " + NumberText.of(box) + " passes the edge by " + NumberText.of(beyond) + " pixels" + where);
        }
    }
}
