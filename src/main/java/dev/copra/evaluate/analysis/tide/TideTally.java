package dev.copra.evaluate.analysis.tide;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Puts errors right kind by kind, and asks for AP: {@code TIDERun} of tidecv 1.0.1. */
final class TideTally {
    private final List<TideCategory> categories = new ArrayList<>();
    private final List<Map<TideKind, Integer>> counts = new ArrayList<>();

    /** @param images in the order by which equal scores are told apart */
    TideTally(List<TideImage> images, int categoryCount) {
        for (int k = 0; k < categoryCount; k++) {
            categories.add(new TideCategory());
            Map<TideKind, Integer> none = new EnumMap<>(TideKind.class);
            for (TideKind kind : TideKind.values()) {
                none.put(kind, 0);
            }
            counts.add(none);
        }
        images.forEach(this::add);
        categories.forEach(TideCategory::sort);
    }

    private void add(TideImage image) {
        for (int d = 0; d < image.category().length; d++) {
            int own = image.category()[d];
            TideKind kind = image.kind()[d];
            int repaired = image.repaired(d);
            if (kind != null) {
                counts.get(own).merge(kind, 1, Integer::sum);
            }
            categories.get(own).add(image.score()[d], kind, !image.ignored()[d], repaired == own);
            if (repaired >= 0 && repaired != own) {
                categories.get(repaired).add(image.score()[d], kind, false, true);
            }
        }
        for (int j = 0; j < image.truthCategory().length; j++) {
            int own = image.truthCategory()[j];
            TideImage.TruthState state = image.truthState()[j];
            categories.get(own).addTruth(state);
            if (state == TideImage.TruthState.MISSED) {
                counts.get(own).merge(TideKind.MISS, 1, Integer::sum);
            }
        }
    }

    TideErrors errors(double threshold, double background) {
        double ap = mean(TideRepair.NOTHING);
        Map<TideKind, TideErrors.Cost> kinds = new EnumMap<>(TideKind.class);
        for (TideKind kind : TideKind.values()) {
            int count = counts.stream().mapToInt(map -> map.get(kind)).sum();
            kinds.put(kind, new TideErrors.Cost(count, Math.max(0, mean(TideRepair.of(kind)) - ap)));
        }
        return new TideErrors(
                threshold,
                background,
                ap,
                kinds,
                mean(TideRepair.FALSE_POSITIVES) - ap,
                mean(TideRepair.FALSE_NEGATIVES) - ap,
                counts);
    }

    /** The mean over the categories that have a detection or a truth. */
    private double mean(TideRepair repair) {
        double sum = 0;
        int count = 0;
        for (TideCategory category : categories) {
            double ap = category.ap(repair);
            if (!Double.isNaN(ap)) {
                sum += ap;
                count++;
            }
        }
        return sum / count;
    }
}
