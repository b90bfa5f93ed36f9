package dev.copra.evaluate.analysis;

import dev.copra.evaluate.figure.ScoreCurve;
import java.util.List;

/**
 * What becomes of the categories, on average, when only detections of at least a certain score are used. Categories without a truth
 * take no part.
 *
 * @param score ascending, evenly from 0 or the least score to 1 or the greatest
 * @param precision at each score, over the categories with a detection left; NaN if none has
 * @param recall at each score; NaN if there is no truth
 * @param f the F-beta at each score; NaN if there is no truth
 * @param beta how much recall outweighs precision
 */
public record MeanScoreCurve(double[] score, double[] precision, double[] recall, double[] f, double beta) {
    private static final int STEPS = 500;

    /** @param categories the curves of all */
    public static MeanScoreCurve of(List<ScoreCurve> categories, double beta) {
        List<ScoreCurve> sought =
                categories.stream().filter(curve -> curve.truths() > 0).toList();
        double least = 0;
        double most = 1;
        for (ScoreCurve curve : sought) {
            least = curve.size() == 0 ? least : Math.min(least, curve.score()[curve.size() - 1]);
            most = curve.size() == 0 ? most : Math.max(most, curve.score()[0]);
        }
        MeanScoreCurve mean = new MeanScoreCurve(
                new double[STEPS + 1], new double[STEPS + 1], new double[STEPS + 1], new double[STEPS + 1], beta);
        int[] next = new int[sought.size()];
        for (int i = STEPS; i >= 0; i--) {
            mean.score[i] = least + (most - least) * i / STEPS;
            mean.add(i, sought, next);
        }
        return mean;
    }

    /** @param next of each category the first point below the scores above */
    private void add(int i, List<ScoreCurve> sought, int[] next) {
        int detected = 0;
        for (int k = 0; k < next.length; k++) {
            ScoreCurve curve = sought.get(k);
            while (next[k] < curve.size() && curve.score()[next[k]] >= score[i]) {
                next[k]++;
            }
            int point = next[k] - 1;
            if (point >= 0) {
                recall[i] += curve.recall(point);
                f[i] += curve.fBeta(point, beta);
                if (curve.found()[point] + curve.wrong()[point] > 0) {
                    precision[i] += curve.precision(point);
                    detected++;
                }
            }
        }
        precision[i] = detected == 0 ? Double.NaN : precision[i] / detected;
        recall[i] = next.length == 0 ? Double.NaN : recall[i] / next.length;
        f[i] = next.length == 0 ? Double.NaN : f[i] / next.length;
    }

    /** The index of the best F-beta, of equals that with the highest score; -1 if there is none. */
    public int best() {
        int best = -1;
        for (int i = score.length - 1; i >= 0; i--) {
            if (!Double.isNaN(f[i]) && (best < 0 || f[i] > f[best])) {
                best = i;
            }
        }
        return best;
    }

    /** The score of the best F-beta; NaN if there is none. */
    public double bestScore() {
        return best() < 0 ? Double.NaN : score[best()];
    }
}
