package dev.copra.report.page;

import dev.copra.plot.HistogramPlot;
import dev.copra.plot.Plot;
import dev.copra.report.Escape;
import dev.copra.report.stats.StatsPlots;
import dev.copra.report.stats.StatsReport;
import dev.copra.stats.DatasetStats;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/** What a data set is like. */
public final class StatisticsSection {
    private static final int BARS = 24;
    private static final int PAIRS = 12;

    private StatisticsSection() {}

    /** @param category index of a category in the gallery by its label, or -1 */
    public static Page.Section of(StatsReport.Source source, ToIntFunction<String> category) {
        DatasetStats stats = source.profile().stats();
        Map<String, Plot> plots = StatsPlots.of(List.of(source));
        List<Block.Chart> charts = new ArrayList<>();
        add(charts, plots, "sides", "Side of the boxes");
        add(charts, plots, "instances-per-image", "Instances in an image");
        add(charts, plots, "aspects", "Aspect of the boxes");
        add(charts, plots, "overlap-within", "Best IoU with a box of the same category");
        add(charts, plots, "category-ranks", "Instances of the categories by rank");
        add(charts, plots, "centres", "Where the centres of boxes lie");
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Block.Figures(sizes(stats)));
        blocks.add(new Block.Charts(charts));
        if (stats.all().instances() > 0) {
            blocks.add(categories(stats, category));
        }
        if (!stats.seenTogether().isEmpty()) {
            blocks.add(together(stats));
        }
        return new Page.Section("statistics", "Statistics", "", blocks);
    }

    private static List<Block.Figure> sizes(DatasetStats stats) {
        DatasetStats.Objects all = stats.all();
        List<Block.Figure> figures = new ArrayList<>();
        figures.add(new Block.Figure("Small", Numerals.share(all.small(), all.instances()), "area below 32²"));
        figures.add(new Block.Figure("Medium", Numerals.share(all.medium(), all.instances()), "below 96²"));
        figures.add(new Block.Figure("Large", Numerals.share(all.large(), all.instances()), "from 96²"));
        if (stats.images().instances() != null) {
            figures.add(new Block.Figure(
                    "Instances an image",
                    Numerals.length(stats.images().instances().mean()),
                    "at most "
                            + Numerals.count((long) stats.images().instances().max())));
        }
        if (stats.images().width() != null) {
            figures.add(new Block.Figure(
                    "Image size",
                    Numerals.length(stats.images().width().p50()) + " × "
                            + Numerals.length(stats.images().height().p50()),
                    stats.images().sizes() == 1
                            ? "all alike"
                            : "median of " + Numerals.count(stats.images().sizes()) + " sizes"));
        }
        return figures;
    }

    private static void add(List<Block.Chart> charts, Map<String, Plot> plots, String name, String title) {
        Plot plot = plots.get(name);
        if (plot != null) {
            charts.add(new Block.Chart(name, title, says(title, plot), plot));
        }
    }

    /** What a chart shows, in words. */
    private static String says(String title, Plot plot) {
        if (plot instanceof HistogramPlot histogram && !histogram.series().isEmpty()) {
            List<Double> values = histogram.series().get(0).values();
            int most = 0;
            for (int i = 1; i < values.size(); i++) {
                most = values.get(i) > values.get(most) ? i : most;
            }
            return title + ": a histogram; most are from "
                    + Numerals.length(histogram.edges().get(most)) + " to "
                    + Numerals.length(histogram.edges().get(most + 1));
        }
        return title;
    }

    private static Block categories(DatasetStats stats, ToIntFunction<String> category) {
        List<DatasetStats.Category> sorted = stats.categories().stream()
                .filter(one -> one.objects().instances() > 0)
                .sorted(Comparator.comparingLong(
                                (DatasetStats.Category one) -> one.objects().instances())
                        .reversed())
                .toList();
        long most = sorted.isEmpty() ? 1 : sorted.get(0).objects().instances();
        List<Block.Bar> bars = sorted.stream()
                .limit(BARS)
                .map(one -> new Block.Bar(
                        Escape.line(one.label()),
                        Numerals.count(one.objects().instances()),
                        100.0 * one.objects().instances() / most,
                        category.applyAsInt(one.label())))
                .toList();
        return new Block.Bars("Most frequent categories", "instances", bars, Math.max(0, sorted.size() - BARS));
    }

    private static Block together(DatasetStats stats) {
        long most = stats.seenTogether().get(0).images();
        List<Block.Bar> bars = stats.seenTogether().stream()
                .limit(PAIRS)
                .map(pair -> new Block.Bar(
                        Escape.line(pair.first()) + " + " + Escape.line(pair.second()),
                        Numerals.count(pair.images()),
                        100.0 * pair.images() / most,
                        -1))
                .toList();
        return new Block.Bars("Categories seen together", "images", bars, 0);
    }
}
