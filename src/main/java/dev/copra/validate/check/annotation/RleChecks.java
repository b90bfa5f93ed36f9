package dev.copra.validate.check.annotation;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.SegmentationRasterizer;
import dev.copra.mask.Rle;
import dev.copra.validate.finding.Code;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.Known;
import java.util.List;

/**
 * Run-length encoded masks: the size is the image's, the runs are well-formed and cover it exactly. pycocotools checks none
 * of this: its C code reads beyond its buffers or never returns.
 */
public final class RleChecks {
    public static final Code SIZE_TYPE = Code.error(
                    "rle-size-type",
                    "an RLE whose size is not two whole numbers",
                    "The size is [height, width], written without a point: pycocotools ends with a TypeError.")
            .fix("writes whole numbers without a point; as an unsafe fix, drops the record if there are none");
    static final Code SIZE = Code.error(
                    "rle-size",
                    "an RLE of another size than its image",
                    "Its IoU with every mask of the image's size is -1 in pycocotools: the object can only be missed. Swapped"
                            + " sides shear the mask.")
            .drop();
    static final Code SUM = Code.error(
                    "rle-sum",
                    "an RLE whose runs do not add up to height x width",
                    "With too few pixels pycocotools' decode reads uninitialised memory and IoU may never return; with too many"
                            + " it writes past the image.")
            .drop();
    static final Code COUNTS = Code.error(
                    "rle-counts",
                    "an RLE whose counts are malformed",
                    "Characters outside 48 to 111, an unfinished number, a negative or fractional run: pycocotools' decoder"
                            + " checks none of it and reads past the end.")
            .drop();
    public static final Code ZERO_RUN = Code.error(
                    "rle-zero-run",
                    "an RLE with an empty run between others",
                    "When two empty runs meet, pycocotools' intersection takes it for the end: IoU is 0 and merged masks lose"
                            + " their rest.")
            .fix("joins the runs around it");
    static final Code LIST = Code.info(
            "rle-list",
            "an object (no crowd) with an RLE whose counts are a list",
            "pycocotools' annToRLE reads it, its mask functions do not: they end with a TypeError. Strings are shorter, too;"
                    + " 'copra convert' can write them.");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(SIZE_TYPE, SIZE, SUM, COUNTS, ZERO_RUN, LIST);

    private RleChecks() {}

    /** Leaves the mask with the annotation, if it is a good one. */
    public static void check(Annotation annotation) {
        Segmentation segmentation = annotation.segmentation();
        if (segmentation instanceof Segmentation.CompressedRle rle) {
            if (checkSize(annotation, rle.height(), rle.width())) {
                checkRuns(annotation, CountsText.read(rle.counts()), rle.height(), rle.width());
            }
        } else if (segmentation instanceof Segmentation.UncompressedRle rle) {
            if (checkSize(annotation, rle.height(), rle.width())) {
                checkRuns(annotation, CountsText.read(rle.counts()), rle.height(), rle.width());
                if (!annotation.crowd()) {
                    annotation.report(LIST, "segmentation", "counts is a list of " + rle.counts().length + " runs");
                }
            }
        }
    }

    /** Whether an image can have such a size. */
    public static boolean isSize(long height, long width) {
        return height >= 1 && width >= 1 && height <= Known.MAX_SIDE && width <= Known.MAX_SIDE;
    }

    private static boolean checkSize(Annotation annotation, long height, long width) {
        if (!isSize(height, width)) {
            annotation.report(SIZE_TYPE, "segmentation", "the RLE's size is [" + height + ", " + width + "]");
            return false;
        }
        String written = annotation.subject().record().inner("segmentation", "size");
        // numbers in quotes, and an RLE in a list, are told as what they are
        boolean plain = written != null && written.indexOf('"') < 0;
        if (plain && !CountsText.WHOLE_PAIR.matcher(written).matches()) {
            annotation.report(SIZE_TYPE, "segmentation", "the RLE's size is not written as two whole numbers");
            return false;
        }
        if (annotation.hasSize() && (height != annotation.height() || width != annotation.width())) {
            boolean swapped = height == annotation.width() && width == annotation.height();
            annotation.report(
                    SIZE,
                    "segmentation",
                    "the RLE is " + height + " x " + width + " but its image is " + annotation.height() + " x "
                            + annotation.width() + " (height x width)" + (swapped ? ": the sides are swapped" : ""));
            return false;
        }
        return height * width <= Integer.MAX_VALUE;
    }

    private static void checkRuns(Annotation annotation, CountsText.Runs runs, long height, long width) {
        if (runs.problem() != null) {
            annotation.report(COUNTS, "segmentation", "the RLE's counts are malformed: " + runs.problem());
        } else if (runs.sum() != height * width) {
            annotation.report(
                    SUM,
                    "segmentation",
                    "the runs add up to " + runs.sum() + ", but " + height + " x " + width + " are " + height * width
                            + " pixels");
        } else {
            if (runs.emptyRuns() > 0) {
                annotation.report(ZERO_RUN, "segmentation", runs.emptyRuns() + " runs behind the first one are empty");
            }
            annotation.setMask(mask(annotation));
        }
    }

    private static Rle mask(Annotation annotation) {
        try {
            return SegmentationRasterizer.rle(
                    annotation.segmentation(), annotation.subject().record());
        } catch (AnnotationException e) {
            annotation.report(COUNTS, "segmentation", e.getMessage());
            return null;
        }
    }
}
