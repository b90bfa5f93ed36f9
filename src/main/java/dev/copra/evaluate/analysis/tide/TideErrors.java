package dev.copra.evaluate.analysis.tide;

import java.util.List;
import java.util.Map;

/**
 * How many errors of each kind there are, and what they cost, in points of AP: 0 to 100.
 *
 * @param threshold from which IoU on a detection has found its truth
 * @param background up to which IoU a detection is of background
 * @param ap as TIDE computes it: by one threshold; categories without truths of which something was detected count with 0. NaN if there
 *     are neither truths nor detections
 * @param kinds of each kind how many there are, and what AP gains if they are put right
 * @param falsePositives what AP gains if all wrong detections have the lowest score
 * @param falseNegatives what AP gains if no truth were missed
 * @param perCategory of each category how many there are of each kind: of detections in their own category, of truths in theirs
 */
public record TideErrors(
        double threshold,
        double background,
        double ap,
        Map<TideKind, Cost> kinds,
        double falsePositives,
        double falseNegatives,
        List<Map<TideKind, Integer>> perCategory) {

    /** @param count how many errors there are @param dap what AP gains without them, at least 0 */
    public record Cost(int count, double dap) {}
}
