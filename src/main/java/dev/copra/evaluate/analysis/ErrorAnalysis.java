package dev.copra.evaluate.analysis;

import dev.copra.evaluate.analysis.tide.TideErrors;
import dev.copra.evaluate.analysis.tide.TideKind;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.figure.RankedDetections;
import dev.copra.evaluate.read.Category;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * Why a model fails: by the first IoU threshold, over objects of all sizes, with as many detections as the rules allow.
 *
 * @param iou the threshold
 * @param beta of the best scores
 * @param coco by IoU thresholds of its own
 * @param calibration of all detections
 * @param lrp the mean of each part over the categories that have it; NaN if none has
 * @param categories in the order of the evaluation
 */
public record ErrorAnalysis(
        double iou,
        double beta,
        TideErrors tide,
        CocoErrors coco,
        Calibration calibration,
        OptimalLrp lrp,
        List<OfCategory> categories) {

    /** What is asked. @param beta how much recall outweighs precision @param bins of the calibration */
    public record Options(double beta, int bins) {}

    /** Of one category. @param errors how many there are of each kind */
    public record OfCategory(
            Category category,
            int truths,
            Map<TideKind, Integer> errors,
            Calibration calibration,
            BestScore best,
            OptimalLrp lrp) {}

    /** Analyses what was counted. */
    public static ErrorAnalysis of(MatchTally tally, ErrorCollector collected, Options options) {
        double threshold = tally.rules().iouThresholds()[0];
        TideErrors tide = collected.tide();
        List<RankedDetections> ranked = new ArrayList<>();
        List<OfCategory> categories = new ArrayList<>();
        for (int k = 0; k < tally.categories().size(); k++) {
            RankedDetections detections = tally.ranked(k);
            ranked.add(detections);
            categories.add(new OfCategory(
                    tally.categories().get(k),
                    detections.truths(),
                    tide.perCategory().get(k),
                    Calibration.of(List.of(detections), options.bins()),
                    BestScore.of(tally.scoreCurve(k), options.beta()),
                    OptimalLrp.of(detections, threshold)));
        }
        return new ErrorAnalysis(
                threshold,
                options.beta(),
                tide,
                collected.coco(),
                Calibration.of(ranked, options.bins()),
                mean(categories),
                categories);
    }

    private static OptimalLrp mean(List<OfCategory> categories) {
        return new OptimalLrp(
                mean(categories, OptimalLrp::error),
                mean(categories, OptimalLrp::localisation),
                mean(categories, OptimalLrp::falsePositive),
                mean(categories, OptimalLrp::falseNegative),
                Double.NaN);
    }

    private static double mean(List<OfCategory> categories, ToDoubleFunction<OptimalLrp> part) {
        return categories.stream()
                .mapToDouble(category -> part.applyAsDouble(category.lrp()))
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }
}
