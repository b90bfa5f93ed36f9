package dev.copra.evaluate.analysis.tide;

import dev.copra.evaluate.numpy.StableOrder;
import java.util.Arrays;

/** The detections and truths of one category, and AP when some of their errors are put right: {@code APDataObject} of tidecv 1.0.1. */
final class TideCategory {
    private static final int STEPS = 100;

    private double[] score = new double[16];
    private TideKind[] kind = new TideKind[16];
    /** Whether AP counts the detection as it is. */
    private boolean[] counted = new boolean[16];
    /** Whether the detection would find a truth of this category if it were put right. */
    private boolean[] repairable = new boolean[16];

    private int size;
    private int truths;
    private int missed;
    private int usable;
    /** By score; equal ones in the order of the images. */
    private int[] order;
    /** By score; of equal ones the errors first. So tidecv puts together anew what is right and what is not. */
    private int[] repairedOrder;

    /** @param error its kind, or null if it has found its truth @param counts whether AP counts it here as it is */
    void add(double itsScore, TideKind error, boolean counts, boolean finds) {
        if (size == score.length) {
            score = Arrays.copyOf(score, 2 * size);
            kind = Arrays.copyOf(kind, 2 * size);
            counted = Arrays.copyOf(counted, 2 * size);
            repairable = Arrays.copyOf(repairable, 2 * size);
        }
        score[size] = itsScore;
        kind[size] = error;
        counted[size] = counts;
        repairable[size++] = finds;
    }

    void addTruth(TideImage.TruthState state) {
        truths++;
        missed += state == TideImage.TruthState.MISSED ? 1 : 0;
        usable += state == TideImage.TruthState.USABLE ? 1 : 0;
    }

    /** Ends adding. */
    void sort() {
        order = new int[size];
        repairedOrder = new int[size];
        int errors = 0;
        for (int i = 0; i < size; i++) {
            order[i] = i;
            if (kind[i] != null) {
                repairedOrder[errors++] = i;
            }
        }
        for (int i = 0; i < size; i++) {
            if (kind[i] == null) {
                repairedOrder[errors++] = i;
            }
        }
        StableOrder.byScore(score, order, 0, size);
        StableOrder.byScore(score, repairedOrder, 0, size);
    }

    /** AP in points, 0 to 100, with some errors put right; NaN if there are neither detections nor truths. */
    double ap(TideRepair repair) {
        int wanted = truths
                - switch (repair) {
                    case MISS -> missed;
                    case FALSE_NEGATIVES -> missed + usable;
                    default -> 0;
                };
        double[] precision = new double[size];
        int right = 0;
        int wrong = 0;
        for (int i : repair == TideRepair.NOTHING ? order : repairedOrder) {
            boolean repaired = kind[i] != null && repair.repairs(kind[i]);
            if (kind[i] == null || repaired && repairable[i]) {
                right++;
                int before = repair == TideRepair.FALSE_POSITIVES ? 0 : wrong;
                precision[right - 1] = (double) right / (right + before);
            } else if (!repaired && counted[i]) {
                wrong++;
            }
        }
        return wanted == 0 ? right + wrong == 0 ? Double.NaN : 0 : area(precision, right, wanted);
    }

    /** The mean of the precision at the recalls 0, 0.01, ... 1, each the best at that recall or a higher one. */
    private static double area(double[] precision, int right, int wanted) {
        for (int i = right - 1; i > 0; i--) {
            precision[i - 1] = Math.max(precision[i - 1], precision[i]);
        }
        double sum = 0;
        int at = 0;
        for (int step = 0; step <= STEPS; step++) {
            double recall = (double) step / STEPS;
            while (at < right && (double) (at + 1) / wanted < recall) {
                at++;
            }
            sum += at < right ? precision[at] : 0;
        }
        return sum / (STEPS + 1) * 100;
    }
}
