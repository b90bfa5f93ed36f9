package dev.copra.evaluate.figure;

import dev.copra.evaluate.numpy.StableOrder;
import java.util.Arrays;

/**
 * What becomes of a category when only detections of at least a certain score are used: a point for every score, the highest
 * first. By the matches of the first IoU threshold over objects of all sizes; what evaluation ignores is ignored here.
 *
 * @param score of each point
 * @param found by point: how many detections have found an object
 * @param wrong by point: how many have not
 * @param truths how many objects there are to be found
 */
public record ScoreCurve(double[] score, int[] found, int[] wrong, int truths) {

    /**
     * The curve of a category.
     *
     * @param mostDetections how many of an image's best detections are used
     */
    public static ScoreCurve of(CategoryMatches matches, int mostDetections) {
        int size = matches.size();
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            order[i] = i;
        }
        StableOrder.byScore(matches.score(), order, 0, size);
        double[] score = new double[size];
        int[] found = new int[size];
        int[] wrong = new int[size];
        int points = 0;
        int hits = 0;
        int misses = 0;
        for (int at = 0; at < size; at++) {
            int i = order[at];
            if (matches.rank()[i] < mostDetections && (matches.ignored()[0][i] & 1) == 0) {
                int hit = (int) (matches.matched()[0][i] & 1);
                hits += hit;
                misses += 1 - hit;
            }
            if (at + 1 == size || matches.score()[order[at + 1]] != matches.score()[i]) {
                score[points] = matches.score()[i];
                found[points] = hits;
                wrong[points++] = misses;
            }
        }
        return new ScoreCurve(
                Arrays.copyOf(score, points),
                Arrays.copyOf(found, points),
                Arrays.copyOf(wrong, points),
                matches.truths()[0]);
    }

    /** The number of points. */
    public int size() {
        return score.length;
    }

    /** The share of detections that are right; 0 if there are none. */
    public double precision(int point) {
        int detections = found[point] + wrong[point];
        return detections == 0 ? 0 : (double) found[point] / detections;
    }

    /** The share of objects that are found; 0 if there are none. */
    public double recall(int point) {
        return truths == 0 ? 0 : (double) found[point] / truths;
    }

    /** The harmonic mean of precision and recall; 0 if nothing is found. */
    public double f1(int point) {
        return fBeta(point, 1);
    }

    /** The weighted harmonic mean of precision and recall; 0 if nothing is found. @param beta how much recall outweighs precision */
    public double fBeta(int point, double beta) {
        double weight = beta * beta;
        return found[point] == 0 ? 0 : (1 + weight) * found[point] / (found[point] + wrong[point] + weight * truths);
    }

    /** The point of the highest F1, of equals the one with the highest score; -1 if there is no point. */
    public int best() {
        return best(1);
    }

    /** The point of the highest F-beta, of equals the one with the highest score; -1 if there is no point. */
    public int best(double beta) {
        int best = size() == 0 ? -1 : 0;
        for (int i = 1; i < size(); i++) {
            best = fBeta(i, beta) > fBeta(best, beta) ? i : best;
        }
        return best;
    }
}
