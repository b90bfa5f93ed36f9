package dev.copra.validate.check.annotation;

import dev.copra.validate.finding.Code;
import dev.copra.validate.finding.Finding;
import dev.copra.validate.finding.Findings;
import dev.copra.validate.finding.Place;
import dev.copra.validate.record.Annotation;
import java.util.List;

/**
 * Guesses over all boxes of a file whether they are in another format than COCO's: corners x0, y0, x1, y1, or shares of the
 * image's sides.
 */
public final class BoxGuess {
    public static final Code CORNERS = Code.warning(
                    "bbox-xyxy",
                    "boxes that look like corners: x0, y0, x1, y1",
                    "COCO's boxes are x, y, width, height. Corners read as such reach beyond the image, and AP falls to near 0."
                            + " A guess from all boxes of the file; the findings of single boxes that it explains are left out.")
            .fix("converts all boxes, if told that they are xyxy");
    public static final Code NORMALIZED = Code.warning(
                    "bbox-normalized",
                    "boxes that look like shares of the image's sides",
                    "COCO's boxes are in pixels; values between 0 and 1 make every object smaller than a pixel. A guess from"
                            + " all boxes of the file; the findings of single boxes that it explains are left out.")
            .fix("converts all boxes, if told that they are xywh:normalized or cxcywh:normalized");

    /** All that this family reports. */
    public static final List<Code> CODES = List.of(CORNERS, NORMALIZED);

    /** A box alone proves little; three are the least that a guess is made from. */
    private static final int LEAST_BOXES = 3;

    /** What one box speaks for. @param cornersOnly whether it is a box within the image only if it states corners */
    public record Vote(boolean corners, boolean cornersOnly, boolean normalized) {}

    private long boxes;
    private long corners;
    private long cornersOnly;
    private long normalized;

    /** Null if the box or the image's size is not known. */
    public static Vote vote(Annotation annotation) {
        double[] box = annotation.subject().numbers("bbox");
        if (box == null || box.length != 4 || !annotation.hasSize()) {
            return null;
        }
        double width = annotation.width() + BoxChecks.OUTSIDE_TOLERANCE;
        double height = annotation.height() + BoxChecks.OUTSIDE_TOLERANCE;
        boolean corners = box[2] > box[0] && box[3] > box[1] && box[2] <= width && box[3] <= height && box[0] >= 0;
        boolean sides = box[0] + box[2] <= width && box[1] + box[3] <= height;
        boolean shares = Math.max(Math.max(box[0], box[1]), Math.max(box[2], box[3])) <= 1.001
                && Math.min(annotation.width(), annotation.height()) > 8;
        return new Vote(corners, corners && !sides, shares);
    }

    /**
     * Counts what a box says.
     *
     * @param vote null for a box that says nothing
     */
    public void add(Vote vote) {
        if (vote != null) {
            boxes++;
            corners += vote.corners() ? 1 : 0;
            cornersOnly += vote.cornersOnly() ? 1 : 0;
            normalized += vote.normalized() ? 1 : 0;
        }
    }

    /** Reports a guess, if there is one, and withdraws what it explains. */
    public void finish(Findings findings) {
        if (boxes < LEAST_BOXES) {
            return;
        }
        if (normalized >= 0.95 * boxes) {
            report(findings, NORMALIZED, normalized + " of " + boxes + " boxes have no number above 1");
        } else if (corners >= 0.99 * boxes && cornersOnly >= 0.1 * boxes) {
            report(
                    findings,
                    CORNERS,
                    "as corners " + corners + " of " + boxes + " boxes lie within their image; as x, y, width, height "
                            + cornersOnly + " of them reach beyond it");
        }
    }

    private static void report(Findings findings, Code code, String message) {
        findings.add(new Finding(code, message, Place.member("annotations", 0, 0)));
        if (findings.count(code) > 0) {
            List.of(BoxChecks.OUTSIDE, MaskChecks.BOX_LOOSE, MaskChecks.OUTSIDE_BOX, MaskChecks.AREA_BOX)
                    .forEach(findings::withdraw);
        }
    }
}
