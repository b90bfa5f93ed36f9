package dev.copra.evaluate.match;

import dev.copra.coco.id.Id;
import java.util.List;

/**
 * What became of the truths and detections of one image, at the first IoU threshold, over objects of all sizes, with as many
 * detections a category as the rules allow: the matches that AP is of.
 *
 * @param truePositives detections that have found a truth that counts
 * @param falsePositives detections that have not, and are not ignored
 * @param falseNegatives truths that count and are not found
 * @param ap of the image alone at the threshold: the mean over its categories with truths that count; -1 if it has none
 */
public record ImageMatches(
        Id image,
        int truePositives,
        int falsePositives,
        int falseNegatives,
        double ap,
        List<Truth> truths,
        List<Detection> detections) {

    /**
     * A truth, in the order of categories, then of the file.
     *
     * @param result position in the results file of the detection that has found it, the last one for a crowd; -1 if none has
     * @param score of that detection; NaN if there is none
     * @param iou with that detection; NaN if there is none
     */
    public record Truth(Id id, Id category, Outcome outcome, int result, double score, double iou) {}

    /**
     * A detection, in the order of categories, then of scores.
     *
     * @param result its position in the results file, from 0
     * @param truth the truth that it has found, or {@link Id#NONE}
     * @param iou with that truth; NaN if there is none
     */
    public record Detection(int result, Id category, Outcome outcome, double score, Id truth, double iou) {}

    /** What an object counts as. */
    public enum Outcome {
        /** A true positive, or the truth that one has found. */
        TP,
        /** A detection that has found nothing. */
        FP,
        /** A truth that nothing has found. */
        FN,
        /** An object that counts neither for nor against: a crowd, for instance, and what has found it. */
        IGNORED
    }
}
