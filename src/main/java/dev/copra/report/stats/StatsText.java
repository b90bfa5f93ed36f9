package dev.copra.report.stats;

import dev.copra.io.Remedy;
import dev.copra.report.Summary;
import dev.copra.stats.DatasetStats;
import dev.copra.stats.Drift;
import dev.copra.stats.Quantiles;
import java.util.ArrayList;
import java.util.List;

/** Statistics as lines for people. */
final class StatsText {
    private static final int SHOWN = 20;
    private static final int PAIRS_SHOWN = 5;
    private static final int SIZES_SHOWN = 3;
    private static final int NAME = 18;
    private static final int CELL = 9;
    /** The bin of the best IoU that begins at one half. */
    private static final int HALF = 10;

    private final boolean all;
    private final Summary summary;
    private boolean begun;

    /**
     * @param summary what gets the lines
     * @param all whether all categories are listed, not just the most frequent ones
     */
    StatsText(Summary summary, boolean all) {
        this.summary = summary;
        this.all = all;
    }

    // by hand, because String.format takes longer to start than a small file takes to be read
    private void line(String name, String text) {
        summary.line((left(name) + text).stripTrailing());
    }

    /** A row of a table. */
    private void row(String name, String... cells) {
        StringBuilder line = new StringBuilder(left(name));
        for (String cell : cells) {
            line.append(right(cell));
        }
        summary.line(line.toString());
    }

    private static String left(String text) {
        return text + " ".repeat(Math.max(1, NAME - text.length()));
    }

    private static String right(String text) {
        return " ".repeat(Math.max(1, CELL - text.length())) + text;
    }

    void dataset(String name, DatasetStats stats) {
        if (begun) {
            summary.line("");
        }
        begun = true;
        summary.line(name);
        images(stats.images());
        objects(stats.all());
        imbalance(stats);
        summary.line("");
        distributions(stats);
        overlaps(stats);
        together(stats.seenTogether());
        stats.keypoints().forEach(this::keypoints);
        categories(stats.categories());
    }

    private void images(DatasetStats.Images images) {
        line(
                "images",
                images.count() + ", " + images.annotated() + " with annotations"
                        + (images.unlisted() > 0 ? ", " + images.unlisted() + " more are not listed" : ""));
        if (images.sized() > 0) {
            line(
                    "",
                    Summary.count(images.sizes(), "size") + ": "
                            + frequent(images)
                            + (images.sizes() > SIZES_SHOWN ? ", ..." : ""));
        }
    }

    private static String frequent(DatasetStats.Images images) {
        StringBuilder text = new StringBuilder();
        for (DatasetStats.Size size : images.mostFrequent()
                .subList(0, Math.min(SIZES_SHOWN, images.mostFrequent().size()))) {
            text.append(text.length() == 0 ? "" : ", ")
                    .append(size.width())
                    .append(" x ")
                    .append(size.height());
            text.append(' ').append(part(size.images(), images.sized()));
        }
        return text.toString();
    }

    private void objects(DatasetStats.Objects objects) {
        line(
                "instances",
                objects.instances()
                        + (objects.crowds() > 0 ? ", and " + Summary.count(objects.crowds(), "crowd region") : ""));
        long sized = objects.small() + objects.medium() + objects.large();
        if (sized > 0) {
            line(
                    "",
                    "small " + part(objects.small(), sized) + ", medium " + part(objects.medium(), sized) + ", large "
                            + part(objects.large(), sized));
        }
        DatasetStats.Masks masks = objects.masks();
        if (masks != null) {
            line(
                    "masks",
                    masks.count() + ", " + part(masks.severalParts(), masks.count()) + " of several parts, "
                            + part(masks.withHoles(), masks.count()) + " with holes");
        }
    }

    private void imbalance(DatasetStats stats) {
        DatasetStats.Imbalance imbalance = stats.imbalance();
        line(
                "categories",
                stats.categories().size()
                        + (imbalance != null && imbalance.unused() > 0
                                ? ", " + imbalance.unused() + " without instances"
                                : ""));
        if (imbalance != null && imbalance.used() > 1) {
            line(
                    "imbalance",
                    StatsReport.number(imbalance.ratio()) + " to 1 (" + imbalance.most() + " "
                            + imbalance.mostInstances() + ", " + imbalance.least() + " " + imbalance.leastInstances()
                            + "), as diverse as " + StatsReport.fixed(imbalance.effective(), 1)
                            + " equal categories");
        }
    }

    private void distributions(DatasetStats stats) {
        DatasetStats.Objects objects = stats.all();
        row("", "mean", "least", "5 %", "25 %", "median", "75 %", "95 %", "most");
        distribution("area", objects.area());
        distribution("side", objects.side());
        distribution("aspect", objects.aspect());
        distribution("instances/image", stats.images().instances());
        distribution("categories/image", stats.images().categories());
        if (objects.masks() != null) {
            distribution("mask parts", objects.masks().parts());
            distribution("mask holes", objects.masks().holes());
            distribution("polygon vertices", objects.masks().vertices());
            distribution("fill ratio", objects.masks().fill());
        }
        distribution("image width", stats.images().width());
        distribution("image height", stats.images().height());
    }

    private void distribution(String name, Quantiles quantiles) {
        if (quantiles != null) {
            double[] numbers = StatsReport.numbers(quantiles);
            String[] cells = new String[numbers.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = StatsReport.number(numbers[i]);
            }
            row(name, cells);
        }
    }

    private void overlaps(DatasetStats stats) {
        if (stats.all().instances() == 0) {
            return;
        }
        summary.line("");
        row("best IoU with", "none", "to .25", "to .5", "to .75", "to .9", "to 1");
        overlap("the same category", stats.all().within());
        overlap("another one", stats.all().across());
    }

    private void overlap(String name, DatasetStats.BestOverlap best) {
        long sum = best.none() + best.from(0);
        int[] bins = {0, 5, 10, 15, 18, 20};
        String[] cells = new String[bins.length];
        cells[0] = part(best.none(), sum);
        for (int i = 1; i < cells.length; i++) {
            cells[i] = part(best.from(bins[i - 1]) - best.from(bins[i]), sum);
        }
        row(name, cells);
    }

    private void together(List<DatasetStats.Pair> pairs) {
        if (!pairs.isEmpty()) {
            summary.line("");
            for (DatasetStats.Pair pair : pairs.subList(0, Math.min(PAIRS_SHOWN, pairs.size()))) {
                line(
                        pair == pairs.get(0) ? "seen together" : "",
                        pair.first() + " and " + pair.second() + ": "
                                + Summary.count(pair.images(), "image") + ", " + StatsReport.fixed(pair.lift(), 2)
                                + " times as many as by chance");
            }
        }
    }

    private void keypoints(DatasetStats.Keypoints keypoints) {
        summary.line("");
        line("keypoints", Summary.count(keypoints.instances(), "instance") + " of " + keypoints.category());
        row("", "not seen", "occluded", "visible");
        for (DatasetStats.Keypoint point : keypoints.points()) {
            row(
                    point.name(),
                    part(point.unlabelled(), keypoints.instances()),
                    part(point.occluded(), keypoints.instances()),
                    part(point.visible(), keypoints.instances()));
        }
    }

    private void categories(List<DatasetStats.Category> categories) {
        List<DatasetStats.Category> sorted = new ArrayList<>(categories);
        sorted.sort((a, b) -> Long.compare(b.objects().instances(), a.objects().instances()));
        int shown = all ? sorted.size() : Math.min(sorted.size(), SHOWN);
        summary.line("");
        summary.line(
                "instances   images    small   medium    large     side   aspect    parts   within   across  category");
        for (DatasetStats.Category category : sorted.subList(0, shown)) {
            DatasetStats.Objects o = category.objects();
            long sized = o.small() + o.medium() + o.large();
            summary.line((right(Long.toString(o.instances()))
                            + right(Long.toString(o.images()))
                            + right(part(o.small(), sized))
                            + right(part(o.medium(), sized))
                            + right(part(o.large(), sized))
                            + right(median(o.side()))
                            + right(median(o.aspect()))
                            + right(
                                    o.masks() == null
                                            ? "-"
                                            : part(
                                                    o.masks().severalParts(),
                                                    o.masks().count()))
                            + right(part(o.within().from(HALF), o.instances()))
                            + right(part(o.across().from(HALF), o.instances())))
                    + "  " + category.label());
        }
        if (shown < sorted.size()) {
            summary.line("      ...  " + (sorted.size() - shown) + " more", Remedy.ALL_CATEGORIES);
        }
    }

    private static String median(Quantiles quantiles) {
        return quantiles == null ? "-" : StatsReport.number(quantiles.p50());
    }

    private static String part(long count, long all) {
        if (all == 0) {
            return "-";
        }
        double percent = 100.0 * count / all;
        return StatsReport.fixed(percent, percent >= 10 || percent == 0 ? 0 : 1) + " %";
    }

    void drift(String from, String to, Drift drift) {
        summary.line("");
        summary.line("drift from " + from + " to " + to + " (0: alike, 1: nothing in common)");
        figure("categories", drift.categories(), "Jensen-Shannon distance of their shares");
        figure("area", drift.area(), "Kolmogorov-Smirnov statistic, as all that follow");
        figure("side", drift.side(), "");
        figure("aspect", drift.aspect(), "");
        figure("instances/image", drift.instances(), "");
        figure("image size", drift.imageSide(), "");
        for (Drift.Change change : drift.changes()) {
            line(
                    change == drift.changes().get(0) ? "shares" : "",
                    StatsReport.fixed(100 * change.before(), 2) + " % -> " + StatsReport.fixed(100 * change.after(), 2)
                            + " %  " + change.category());
        }
    }

    private void figure(String name, Double value, String remark) {
        line(name, (value == null ? "-" : StatsReport.fixed(value, 4)) + (remark.isEmpty() ? "" : "   " + remark));
    }
}
