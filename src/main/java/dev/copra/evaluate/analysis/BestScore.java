package dev.copra.evaluate.analysis;

import dev.copra.evaluate.figure.ScoreCurve;

/**
 * The score from which on detections of a category are to be used for the highest F-beta.
 *
 * @param score of equals the highest; NaN, as all others, without a truth or a detection
 * @param f the F-beta, 0 to 1
 * @param precision the share of these detections that are right
 * @param recall the share of truths that they find
 */
public record BestScore(double score, double f, double precision, double recall) {

    /** Of a category. @param beta how much recall outweighs precision */
    public static BestScore of(ScoreCurve curve, double beta) {
        int best = curve.truths() == 0 ? -1 : curve.best(beta);
        return best < 0
                ? new BestScore(Double.NaN, Double.NaN, Double.NaN, Double.NaN)
                : new BestScore(
                        curve.score()[best], curve.fBeta(best, beta), curve.precision(best), curve.recall(best));
    }
}
