package dev.copra.evaluate.figure;

import dev.copra.evaluate.numpy.StableOrder;

/**
 * The detections of a category that count, by one threshold over objects of all sizes, the best score first; of equal scores first
 * those of the lesser image, then as in the file.
 *
 * @param right whether each has found a truth
 * @param iou of each with that truth; 0 if there is none
 * @param truths how many truths there are to be found
 */
public record RankedDetections(double[] score, boolean[] right, double[] iou, int truths) {

    /** By the first threshold. */
    static RankedDetections of(CategoryMatches matches) {
        int[] order = new int[matches.size()];
        int size = 0;
        for (int i = 0; i < order.length; i++) {
            if ((matches.ignored()[0][i] & 1) == 0) {
                order[size++] = i;
            }
        }
        StableOrder.byScore(matches.score(), order, 0, size);
        double[] score = new double[size];
        boolean[] right = new boolean[size];
        double[] iou = new double[size];
        for (int at = 0; at < size; at++) {
            int i = order[at];
            score[at] = matches.score()[i];
            right[at] = (matches.matched()[0][i] & 1) != 0;
            iou[at] = matches.iou()[i];
        }
        return new RankedDetections(score, right, iou, matches.truths()[0]);
    }

    /** How many there are. */
    public int size() {
        return score.length;
    }

    /** How many have found a truth. */
    public int hits() {
        int hits = 0;
        for (boolean hit : right) {
            hits += hit ? 1 : 0;
        }
        return hits;
    }
}
