package dev.copra.evaluate.analysis;

import dev.copra.evaluate.figure.RankedDetections;

/**
 * The least localisation-recall-precision error that a threshold on the score of a category gives (K. Oksuz et al., Localization Recall
 * Precision, 2018; One Metric to Measure Them All, 2021), as their code has it: the detections are cut behind any of them, and of
 * equal errors the highest score is taken. Parts are NaN where there is nothing to measure.
 *
 * @param error 0 to 1, less is better; 1 if nothing is found; NaN if there is no truth
 * @param localisation the mean of 1 - IoU of what is found
 * @param falsePositive the share of detections that are wrong
 * @param falseNegative the share of truths that are not found
 * @param score of the last detection that is used
 */
public record OptimalLrp(double error, double localisation, double falsePositive, double falseNegative, double score) {

    /** Of a category. @param threshold the IoU from which on a detection has found its truth; less than 1 */
    public static OptimalLrp of(RankedDetections detections, double threshold) {
        int truths = detections.truths();
        if (truths == 0) {
            return new OptimalLrp(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        }
        OptimalLrp best = new OptimalLrp(1, Double.NaN, Double.NaN, 1, Double.NaN);
        if (detections.hits() == 0) {
            return best;
        }
        double least = Double.POSITIVE_INFINITY;
        int right = 0;
        double overlap = 0;
        for (int i = 0; i < detections.size(); i++) {
            right += detections.right()[i] ? 1 : 0;
            overlap += detections.right()[i] ? detections.iou()[i] : 0;
            int wrong = i + 1 - right;
            int missed = truths - right;
            double distance = right - overlap;
            double error = (distance / (1 - threshold) + wrong + missed) / (right + wrong + missed);
            if (error < least) {
                least = error;
                best = new OptimalLrp(
                        error,
                        distance / right,
                        (double) wrong / (right + wrong),
                        (double) missed / truths,
                        detections.score()[i]);
            }
        }
        return best;
    }
}
