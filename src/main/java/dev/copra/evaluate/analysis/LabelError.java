package dev.copra.evaluate.analysis;

import dev.copra.coco.id.Id;

/**
 * A detection that contradicts the truth.
 *
 * @param result position of the detection in the results file, from 0
 * @param category index of the detection's category
 * @param truth the annotation that it contradicts; {@link Id#NONE} if it misses one
 * @param truthCategory index of that annotation's category, or -1
 * @param iou with that annotation; NaN if there is none
 */
public record LabelError(
        Kind kind, Id image, int result, int category, double score, Id truth, int truthCategory, double iou) {

    /** What may be wrong with the truth. */
    public enum Kind {
        /** The annotation has another category than the detection. */
        WRONG_CLASS,
        /** The annotation's box or mask differs from the detection's. */
        BADLY_PLACED,
        /** There is no annotation where the detection is. */
        MISSING
    }
}
