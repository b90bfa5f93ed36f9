package dev.copra.evaluate.analysis;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.analysis.tide.TideCollector;
import dev.copra.evaluate.analysis.tide.TideImage;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.match.ImagePairs;
import dev.copra.overlap.BoxOverlap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Collects detections that contradict the truth, from images in any order. */
public final class LabelErrorCollector implements Consumer<ImagePairs> {
    private static final Comparator<LabelError> ORDER = Comparator.comparingDouble(LabelError::score)
            .reversed()
            .thenComparing(LabelError::image, Id.ORDER)
            .thenComparingInt(LabelError::result);

    private final double threshold;
    private final double leastScore;
    private final List<LabelError> errors = new ArrayList<>();

    /** @param threshold from which IoU on a detection has found its truth @param leastScore of the detections that are believed */
    public LabelErrorCollector(double threshold, double leastScore) {
        this.threshold = threshold;
        this.leastScore = leastScore;
    }

    /** The errors of all images. */
    public static List<LabelError> of(Evaluation evaluation, double threshold, double leastScore) {
        LabelErrorCollector all = new LabelErrorCollector(threshold, leastScore);
        List<LabelErrorCollector> parts = new ArrayList<>();
        double least = Math.min(threshold, TideCollector.BACKGROUND);
        evaluation.eachImage(least, evaluation.rules().mostDetections(), () -> {
            LabelErrorCollector part = new LabelErrorCollector(threshold, leastScore);
            synchronized (parts) {
                parts.add(part);
            }
            return part;
        });
        parts.forEach(all::merge);
        return all.result();
    }

    /** Takes in an image. */
    @Override
    public void accept(ImagePairs pairs) {
        TideImage image = TideImage.of(pairs, threshold, TideCollector.BACKGROUND);
        int[] counted = pairs.truths().counted();
        boolean[] taken = new boolean[counted.length];
        for (int j = 0; j < taken.length; j++) {
            taken[j] = image.truthState()[j] == TideImage.TruthState.FOUND;
        }
        List<Integer> missing = new ArrayList<>();
        for (int d = 0; d < image.kind().length && image.score()[d] >= leastScore; d++) {
            if (image.kind()[d] == null || image.ignored()[d]) {
                continue;
            }
            int other = best(pairs, counted, d, false, taken);
            int own = best(pairs, counted, d, true, taken);
            if (other >= 0 && pairs.overlap(d, counted[other]) >= threshold) {
                taken[other] = true;
                errors.add(error(LabelError.Kind.WRONG_CLASS, pairs, d, counted[other]));
            } else if (own >= 0 && pairs.overlap(d, counted[own]) >= TideCollector.BACKGROUND) {
                taken[own] = true;
                errors.add(error(LabelError.Kind.BADLY_PLACED, pairs, d, counted[own]));
            } else if (isAlone(pairs, counted, d) && isNew(d, missing, pairs.detections())) {
                missing.add(d);
                errors.add(error(LabelError.Kind.MISSING, pairs, d, -1));
            }
        }
    }

    /** The truth that a detection overlaps most of those not taken, the first of equals, as its position among those that count; or -1. */
    private static int best(ImagePairs pairs, int[] counted, int d, boolean sameCategory, boolean[] taken) {
        int best = -1;
        for (int j = 0; j < counted.length; j++) {
            boolean same =
                    pairs.truths().category()[counted[j]] == pairs.detections().category()[d];
            if (!taken[j]
                    && same == sameCategory
                    && (best < 0 || pairs.overlap(d, counted[j]) > pairs.overlap(d, counted[best]))) {
                best = j;
            }
        }
        return best;
    }

    /** Whether a detection is of an object that no truth can be of, found or not. */
    private boolean isAlone(ImagePairs pairs, int[] counted, int d) {
        for (int g : counted) {
            boolean same = pairs.truths().category()[g] == pairs.detections().category()[d];
            double iou = pairs.overlap(d, g);
            if (same ? iou > TideCollector.BACKGROUND : iou >= threshold) {
                return false;
            }
        }
        return true;
    }

    /** Whether a detection overlaps none that was taken before it. */
    private boolean isNew(int d, List<Integer> before, ImagePairs.Detections found) {
        return before.stream()
                .noneMatch(other -> found.category()[other] == found.category()[d]
                        && BoxOverlap.iou(found.box(), 4 * d, found.box(), 4 * other, false) >= threshold);
    }

    private static LabelError error(LabelError.Kind kind, ImagePairs pairs, int d, int truth) {
        ImagePairs.Detections found = pairs.detections();
        return new LabelError(
                kind,
                pairs.image(),
                found.result()[d],
                found.category()[d],
                found.score()[d],
                truth < 0 ? Id.NONE : pairs.truths().id().get(truth),
                truth < 0 ? -1 : pairs.truths().category()[truth],
                truth < 0 ? Double.NaN : pairs.overlap(d, truth));
    }

    /** Takes in what another collector has. */
    public void merge(LabelErrorCollector other) {
        errors.addAll(other.errors);
    }

    /** All errors, the highest score first. */
    public List<LabelError> result() {
        return errors.stream().sorted(ORDER).toList();
    }
}
