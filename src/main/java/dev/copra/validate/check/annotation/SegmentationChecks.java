package dev.copra.validate.check.annotation;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.Segmentation;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import java.util.List;

/** The shape of {@code segmentation}: what kind it is, and that it is one. */
public final class SegmentationChecks {
    public static final Code MISSING = Code.error(
                    "segmentation-missing",
                    "an annotation without segmentation among others that have one",
                    "pycocotools' annToRLE ends with a KeyError; mask losses get no target for the object.")
            .drop();
    public static final Code EMPTY = Code.error(
                    "segmentation-empty",
                    "a segmentation without content among others that have one: [], [[]] or {}",
                    "pycocotools' annToRLE ends with an IndexError; detectron2 drops the object without a word.")
            .drop();
    public static final Code NONE = Code.info(
                    "segmentation-none",
                    "a box data set: no annotation has a mask",
                    "Fine for detection. 'copra mask' makes masks of the boxes.")
            .ofTheFile();
    static final Code TYPE = Code.error(
                    "segmentation-type",
                    "a segmentation that is neither a list of polygons nor an RLE",
                    "Polygons are lists of lists of numbers, an RLE is an object with size and counts.")
            .drop();
    static final Code FLAT = Code.error(
                    "segmentation-flat",
                    "a polygon without the list around it",
                    "A segmentation is a list of polygons, even of one: pycocotools ends with a TypeError.")
            .fix("adds the list");
    static final Code RLE_MEMBERS = Code.error(
                    "rle-members", "an RLE without size or counts", "pycocotools ends with a KeyError.")
            .drop();

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(MISSING, EMPTY, NONE, TYPE, FLAT, RLE_MEMBERS);

    private SegmentationChecks() {}

    /** Leaves the segmentation with the annotation, if it is one. */
    public static void check(Annotation annotation) {
        if (annotation.plain()) {
            return;
        }
        try {
            annotation.setSegmentation(annotation.subject().record().segmentation());
        } catch (AnnotationException e) {
            Code code = e.code().equals("rle-members")
                    ? RLE_MEMBERS
                    : e.code().equals("rle-size") ? RleChecks.SIZE_TYPE : TYPE;
            annotation.report(code, "segmentation", e.getMessage());
            return;
        }
        if (annotation.segmentation() instanceof Segmentation.None none) {
            if (none == Segmentation.None.ABSENT || none == Segmentation.None.NULL) {
                annotation.report(MISSING, "segmentation", "there is no segmentation");
            } else {
                annotation.report(
                        EMPTY,
                        "segmentation",
                        "segmentation is " + annotation.subject().record().excerpt("segmentation"));
            }
        }
    }

    /** Results for boxes may have an empty segmentation, too. @param masks how many have one that is not empty */
    public static void finishResults(long masks, Findings findings) {
        if (masks == 0) {
            findings.withdraw(EMPTY);
        }
    }

    /** Not having a mask is an error only where others have one. @param masks how many have one */
    public static void finish(long annotations, long masks, Findings findings) {
        if (masks == 0 && annotations > 0) {
            findings.withdraw(MISSING);
            findings.withdraw(EMPTY);
            findings.add(new Finding(
                    NONE,
                    "this is a box data set: "
                            + (annotations == 1
                                    ? "its annotation has no mask"
                                    : "none of its " + annotations + " annotations has a mask")
                            + "; 'copra mask' makes masks of the boxes",
                    Place.member("annotations", 0, 0)));
        }
    }
}
