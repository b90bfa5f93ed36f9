package dev.copra.gallery;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.match.ImageMatches;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What became of truths and detections: for each results file, by image. */
public final class GalleryMatches {
    /** No results file. */
    public static final GalleryMatches NONE = new GalleryMatches(List.of());

    private final List<Map<Id, ImageMatches>> layers;

    private GalleryMatches(List<Map<Id, ImageMatches>> layers) {
        this.layers = layers;
    }

    /** @param results of each results file, in order */
    public static GalleryMatches of(List<List<ImageMatches>> results) {
        return new GalleryMatches(results.stream()
                .map(matches -> {
                    Map<Id, ImageMatches> byImage = new HashMap<>();
                    matches.forEach(match -> byImage.put(match.image(), match));
                    return byImage;
                })
                .toList());
    }

    /** The outcome of an object. @param outcome null if it took no part @param iou NaN if it was not matched */
    record Fate(String outcome, double iou) {
        private static final Fate NONE = new Fate(null, Double.NaN);
    }

    boolean any() {
        return !layers.isEmpty();
    }

    /** What the first results file made of a truth. */
    Fate truth(Id image, Id annotation) {
        ImageMatches matches = layers.isEmpty() ? null : layers.get(0).get(image);
        if (matches != null) {
            for (ImageMatches.Truth truth : matches.truths()) {
                if (truth.id().equals(annotation)) {
                    return new Fate(name(truth.outcome()), truth.iou());
                }
            }
        }
        return Fate.NONE;
    }

    /** What became of a detection. @param layer from 1 @param at its place in its file */
    Fate detection(int layer, Id image, long at) {
        ImageMatches matches =
                layer > layers.size() ? null : layers.get(layer - 1).get(image);
        if (matches != null) {
            for (ImageMatches.Detection detection : matches.detections()) {
                if (detection.result() == at) {
                    return new Fate(name(detection.outcome()), detection.iou());
                }
            }
        }
        return Fate.NONE;
    }

    /** The mean IoU of an image's truths that count, 0 for those that are missed; NaN if there are none. */
    double meanIou(Id image) {
        ImageMatches matches = layers.isEmpty() ? null : layers.get(0).get(image);
        if (matches == null) {
            return Double.NaN;
        }
        double sum = 0;
        int count = 0;
        for (ImageMatches.Truth truth : matches.truths()) {
            if (truth.outcome() != ImageMatches.Outcome.IGNORED) {
                sum += Double.isNaN(truth.iou()) ? 0 : truth.iou();
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    private static String name(ImageMatches.Outcome outcome) {
        return switch (outcome) {
            case TP -> "tp";
            case FP -> "fp";
            case FN -> "fn";
            case IGNORED -> "ignored";
        };
    }
}
