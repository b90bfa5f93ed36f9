package dev.copra.validate.check.image;

import dev.copra.coco.id.IdSet;
import dev.copra.validate.check.document.IdChecks;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Known;
import dev.copra.validate.record.Subject;
import java.util.List;

/** The size of an image as its record states it. */
public final class ImageChecks {
    public static final Code SIZE_MISSING = Code.error(
                    "image-size-missing",
                    "an image without height or width",
                    "Polygons cannot be rasterised without them: pycocotools' annToRLE ends with a KeyError.")
            .fix("writes the file's size, if told where the image files are");
    public static final Code SIZE_TYPE = Code.error(
                    "image-size-type",
                    "a height or width that is not written as a whole number",
                    "pycocotools hands the size to C, which refuses strings and 480.0 with a TypeError.")
            .fix("writes 480.0 as 480, else the file's size, if told where the image files are");
    public static final Code SIZE_ZERO = Code.error(
                    "image-size-zero",
                    "a height or width of zero or less",
                    "No pixel is left for a mask, and normalised coordinates are divided by zero.")
            .fix("writes the file's size, if told where the image files are");
    static final Code SIZE_HUGE = Code.error(
            "image-size-huge",
            "an image of a size that no reader can hold",
            "Sides beyond 2^20 or more than 2^31 - 1 pixels overflow the counters of mask code.");
    static final Code UNUSED = Code.info(
            "image-unused",
            "images without annotations",
            "Fine as negatives; detectron2 and torchvision's reference leave them out of training unless told otherwise.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(SIZE_MISSING, SIZE_TYPE, SIZE_ZERO, SIZE_HUGE, UNUSED);

    private final IdSet seen = new IdSet();
    private final FileNameChecks names = new FileNameChecks();

    /** Checks an image's record. Called in the order of the document. */
    public void check(Subject image) {
        IdChecks.IMAGES.check(image, seen);
        double height = side(image, "height");
        double width = side(image, "width");
        if (height <= Known.MAX_SIDE && width <= Known.MAX_SIDE && height * width > Integer.MAX_VALUE) {
            image.report(
                    SIZE_HUGE,
                    "",
                    "the image has " + (long) height + " x " + (long) width + " (height x width) pixels");
        }
        names.check(image);
    }

    private static double side(Subject image, String member) {
        if (image.record().isNull(member)) {
            image.report(SIZE_MISSING, member, "the image has no " + member);
            return 0;
        }
        String text = image.record().excerpt(member);
        double side = image.number(member);
        if (!image.isNumber(member) || side != Math.rint(side) || !isWhole(text)) {
            image.report(SIZE_TYPE, member, member + " is " + text + ", not a whole number");
            return 0;
        }
        if (side <= 0) {
            image.report(SIZE_ZERO, member, member + " is " + text);
        } else if (side > Known.MAX_SIDE) {
            image.report(SIZE_HUGE, member, member + " is " + text + " pixels");
        }
        return side;
    }

    /** Whether a number is written with digits alone, as C's integers are. */
    private static boolean isWhole(String text) {
        for (int i = text.startsWith("-") ? 1 : 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** @param used by slot, whether an annotation refers to the image */
    public static void reportUnused(Known known, java.util.BitSet used, Findings findings) {
        int unused = known.images().size() - used.cardinality();
        if (unused > 0) {
            findings.add(new Finding(
                    UNUSED,
                    unused + " of " + known.images().size() + " images have no annotation",
                    Place.member("images", 0, 0)));
        }
    }
}
