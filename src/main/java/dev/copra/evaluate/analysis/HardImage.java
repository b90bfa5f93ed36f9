package dev.copra.evaluate.analysis;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.match.ImageMatches;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * An image with errors, when of each category only detections from a certain score on are used.
 *
 * @param truePositives truths that are found
 * @param falsePositives detections that have found nothing
 * @param falseNegatives truths that are not found
 * @param f the F-beta of all categories together, 0 to 1
 */
public record HardImage(Id image, int truePositives, int falsePositives, int falseNegatives, double f) {
    private static final Comparator<HardImage> ORDER = Comparator.comparingDouble(HardImage::f)
            .thenComparing(image -> -image.falsePositives - image.falseNegatives)
            .thenComparing(HardImage::image, Id.ORDER);

    /** The images with errors, the hardest first; of each category the detections from the score of its best F-beta on are used. */
    public static List<HardImage> of(Evaluation evaluation, MatchTally tally, double beta) {
        Map<Id, Double> best = new HashMap<>();
        for (int k = 0; k < tally.categories().size(); k++) {
            best.put(
                    tally.categories().get(k).id(),
                    BestScore.of(tally.scoreCurve(k), beta).score());
        }
        boolean apart = tally.rules().useCategories();
        return of(
                evaluation.imageMatches(), category -> best.getOrDefault(apart ? category : Id.NONE, Double.NaN), beta);
    }

    /**
     * The images with errors, the hardest first.
     *
     * @param leastScore by category, from which on detections are used; NaN for none
     * @param beta how much recall outweighs precision
     */
    public static List<HardImage> of(List<ImageMatches> images, ToDoubleFunction<Id> leastScore, double beta) {
        List<HardImage> hard = new ArrayList<>();
        for (ImageMatches image : images) {
            int found = (int) image.truths().stream()
                    .filter(truth -> truth.outcome() == ImageMatches.Outcome.TP
                            && truth.score() >= leastScore.applyAsDouble(truth.category()))
                    .count();
            int wrong = (int) image.detections().stream()
                    .filter(detection -> detection.outcome() == ImageMatches.Outcome.FP
                            && detection.score() >= leastScore.applyAsDouble(detection.category()))
                    .count();
            int missed = image.truePositives() + image.falseNegatives() - found;
            if (wrong + missed > 0) {
                double weight = beta * beta;
                double f = found == 0 ? 0 : (1 + weight) * found / ((1 + weight) * found + wrong + weight * missed);
                hard.add(new HardImage(image.image(), found, wrong, missed, f));
            }
        }
        hard.sort(ORDER);
        return hard;
    }
}
