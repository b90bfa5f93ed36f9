package dev.copra.report.evaluation;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.score.MaskScores;
import dev.copra.io.Remedy;
import dev.copra.report.Json;
import dev.copra.report.Summary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How good masks are, as lines and as JSON. */
public final class ScoreReport {
    private static final int CATEGORIES_SHOWN = 20;

    private ScoreReport() {}

    /** A mask in JSON. */
    private record Worst(
            Id annotation, Id image, Id categoryId, String category, double area, double iou, Double score) {}

    /**
     * Reports scores.
     *
     * @param worst how many of the worst masks are listed
     * @param all whether the text lists all categories, not just the worst
     */
    public static Summary of(MaskScores scores, int worst, boolean all) {
        Summary summary = new Summary();
        summary.line(row("", "masks", "mean IoU", ">= .5", ">= .75"));
        group(summary, "all", scores.all());
        group(summary, "small", scores.small());
        group(summary, "medium", scores.medium());
        group(summary, "large", scores.large());
        summary.add("matched", scores.matched());
        if (scores.matched() < scores.pairs().size()) {
            long missing = scores.pairs().size() - scores.matched();
            summary.line(Summary.count(missing, "annotation") + " without a mask of the same id: IoU 0");
        }
        summary.add("images", scores.imageIou().size()).add("mean_image_iou", Json.finite(scores.meanImageIou()));
        if (!scores.imageIou().isEmpty()) {
            summary.line(row("image", "" + scores.imageIou().size(), number(scores.meanImageIou()), "", ""));
        }
        summary.add("score_correlation", Json.finite(scores.correlation()));
        summary.add("confident_half_mean_iou", Json.finite(scores.confidentHalf()));
        if (!Double.isNaN(scores.correlation())) {
            summary.line("correlation of score and IoU " + number(scores.correlation())
                    + "; mean IoU of the more confident half " + number(scores.confidentHalf()));
        }
        categories(summary, scores.byCategory(), all);
        worst(summary, scores.worst(worst));
        return summary;
    }

    private static void categories(Summary summary, List<MaskScores.CategoryGroup> categories, boolean all) {
        summary.line("");
        int shown = all ? categories.size() : Math.min(categories.size(), CATEGORIES_SHOWN);
        for (MaskScores.CategoryGroup category : categories.subList(0, shown)) {
            summary.line(row(category.name(), category.group()));
        }
        if (shown < categories.size()) {
            summary.line("... " + (categories.size() - shown) + " better ones", Remedy.ALL_CATEGORIES);
        }
        summary.add(
                "per_category",
                categories.stream()
                        .map(category -> {
                            Map<String, Object> entry = new LinkedHashMap<>();
                            entry.put("id", category.id());
                            entry.put("name", category.name());
                            entry.putAll(values(category.group()));
                            return entry;
                        })
                        .toList());
    }

    private static void worst(Summary summary, List<MaskScores.Pair> worst) {
        summary.add(
                "worst",
                worst.stream()
                        .map(pair -> new Worst(
                                pair.annotation(),
                                pair.image(),
                                pair.categoryId(),
                                pair.category(),
                                pair.area(),
                                pair.iou(),
                                Json.finite(pair.score())))
                        .toList());
        if (!worst.isEmpty()) {
            summary.line("").line("worst");
        }
        for (MaskScores.Pair pair : worst) {
            summary.line(String.format(
                    Locale.ROOT,
                    "  %.4f  annotation %s on image %s, %s",
                    pair.iou(),
                    pair.annotation(),
                    pair.image(),
                    pair.category()));
        }
    }

    private static void group(Summary summary, String name, MaskScores.Group group) {
        summary.add(name, values(group), row(name, group));
    }

    private static Map<String, Object> values(MaskScores.Group group) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("n", group.pairs());
        values.put("mean_iou", Json.finite(group.meanIou()));
        values.put("ge50", Json.finite(group.atLeast50()));
        values.put("ge75", Json.finite(group.atLeast75()));
        return values;
    }

    private static String row(String name, MaskScores.Group group) {
        return row(
                name,
                "" + group.pairs(),
                number(group.meanIou()),
                number(group.atLeast50()),
                number(group.atLeast75()));
    }

    private static String row(String name, String pairs, String iou, String half, String threeQuarters) {
        return String.format("%-16s %7s %9s %7s %7s", name, pairs, iou, half, threeQuarters)
                .stripTrailing();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }
}
