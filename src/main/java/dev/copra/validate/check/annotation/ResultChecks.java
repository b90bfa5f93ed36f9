package dev.copra.validate.check.annotation;

import dev.copra.coco.Segmentation;
import dev.copra.coco.id.Id;
import dev.copra.coco.id.IdTable;
import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import dev.copra.validate.record.NumberText;
import dev.copra.validate.record.Subject;
import java.util.Arrays;
import java.util.List;

/** A results file: a list of detections, as pycocotools' {@code loadRes} reads it (coco.py). */
public final class ResultChecks {
    /** COCOeval's greatest {@code maxDets}. */
    private static final int MOST_PER_IMAGE = 100;

    public static final Code SCORE_MISSING =
            Code.error("score-missing", "a detection without score", "COCOeval sorts by it and ends with a KeyError.");
    public static final Code SCORE_TYPE = Code.error(
                    "score-type",
                    "a score that is no number",
                    "COCOeval sorts by its negative and ends with a TypeError.")
            .fix("writes a number in quotes as the number");
    static final Code SCORE_NON_FINITE = Code.error(
            "score-nonfinite",
            "a score that is NaN or Infinity",
            "NaN is sorted behind all others, whatever was meant.");
    public static final Code SCORE_RANGE = Code.warning(
            "score-range",
            "a score outside 0 to 1",
            "AP uses the order only, but thresholds, calibration and plots take scores for probabilities.");
    static final Code EMPTY = Code.error(
            "results-empty", "a results file without a detection", "pycocotools' loadRes ends with an IndexError.");
    static final Code MIXED = Code.error(
            "results-mixed",
            "detections of different kinds in one file",
            "loadRes looks at the first one only: if it has a bbox, or a segmentation, all must have one.");
    static final Code POLYGONS = Code.error(
            "results-segmentation",
            "a detection whose mask is no compressed RLE",
            "loadRes computes the area from the RLE and ends with a TypeError; 'copra convert' can write RLEs.");
    static final Code MANY = Code.warning(
            "results-many",
            "more than 100 detections of one image",
            "COCOeval takes the 100 best of an image and category; LVIS 300 of an image. The rest only costs time.");

    /** All that this family reports. */
    public static final List<Code> CODES =
            List.of(SCORE_MISSING, SCORE_TYPE, SCORE_NON_FINITE, SCORE_RANGE, EMPTY, MIXED, POLYGONS, MANY);

    private final IdTable images = new IdTable();
    private int[] perImage = new int[64];
    /** Which of bbox, segmentation, keypoints the first detection has; loadRes goes by the first of these. */
    private String first;

    /** What a detection shows by itself. */
    public static void checkOne(Annotation annotation) {
        Subject subject = annotation.subject();
        if (subject.record().isNull("score")) {
            annotation.report(SCORE_MISSING, "score", "there is no score");
        } else if (!subject.isNumber("score")) {
            annotation.report(
                    SCORE_TYPE, "score", "score is " + subject.record().excerpt("score") + ", not a number");
        } else {
            double score = subject.number("score");
            if (!Double.isFinite(score)) {
                annotation.report(SCORE_NON_FINITE, "score", "score is " + score);
            } else if (score < 0 || score > 1) {
                annotation.report(SCORE_RANGE, "score", "score is " + NumberText.of(score));
            }
        }
        if (!subject.record().lacksSegmentation()
                && (annotation.segmentation() instanceof Segmentation.Polygons
                        || annotation.segmentation() instanceof Segmentation.UncompressedRle)) {
            boolean polygons = annotation.segmentation() instanceof Segmentation.Polygons;
            annotation.report(
                    POLYGONS,
                    "segmentation",
                    "the mask is " + (polygons ? "a polygon" : "an RLE with a list of counts"));
        }
    }

    /** What it shows among the others, in their order. */
    public void checkInOrder(Subject detection) {
        if (first == null) {
            first = kind(detection);
        } else if (!first.isEmpty() && detection.record().isNull(first)) {
            detection.report(MIXED, "", "this detection has no " + first + ", but the first one has");
        }
        Id image = detection.id("image_id");
        if (!image.present()) {
            return;
        }
        images.add(image);
        int slot = images.find(image);
        if (slot >= perImage.length) {
            perImage = Arrays.copyOf(perImage, 2 * perImage.length);
        }
        if (++perImage[slot] == MOST_PER_IMAGE + 1) {
            detection.report(
                    MANY, "image_id", "the image " + image + " has more than " + MOST_PER_IMAGE + " detections");
        }
    }

    private static String kind(Subject detection) {
        for (String member : List.of("caption", "bbox", "segmentation", "keypoints")) {
            if (!detection.record().isNull(member)) {
                return member;
            }
        }
        return "";
    }

    /** Reports that there is no detection, if so. */
    public void finish(long detections, Findings findings) {
        if (detections == 0) {
            findings.add(new Finding(EMPTY, "there is no detection", Place.DOCUMENT));
        }
    }
}
