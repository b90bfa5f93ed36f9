package dev.copra.report.stats;

import dev.copra.plot.BarPlot;
import dev.copra.plot.HeatMapPlot;
import dev.copra.plot.HistogramPlot;
import dev.copra.plot.LinePlot;
import dev.copra.plot.Plot;
import dev.copra.report.Escape;
import dev.copra.stats.DatasetStats;
import dev.copra.stats.Histogram;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;

/** Statistics as plots. Several data sets are beside each other in one plot, as shares; heat maps are one each. */
public final class StatsPlots {
    /** Categories in the table of those seen together. */
    private static final int TOGETHER = 30;

    private static final int CENTRE_LABELS = 4;

    private final List<StatsReport.Source> sources;
    private final boolean one;
    private final Map<String, Plot> plots = new LinkedHashMap<>();

    private StatsPlots(List<StatsReport.Source> sources) {
        this.sources = sources;
        one = sources.size() == 1;
    }

    /** The plots by the names of their files, without an ending. */
    public static Map<String, Plot> of(List<StatsReport.Source> sources) {
        StatsPlots all = new StatsPlots(sources);
        all.classes();
        all.histogram(
                "sides",
                "Side of the boxes",
                "root of width \u00d7 height (px)",
                stats -> stats.all().sideHistogram());
        all.histogram(
                "aspects",
                "Aspect of the boxes",
                "width / height",
                stats -> stats.all().aspectHistogram());
        all.crowding();
        all.overlap(
                "overlap-within",
                "Best IoU with a box of the same category",
                stats -> stats.all().within());
        all.overlap(
                "overlap-across",
                "Best IoU with a box of another category",
                stats -> stats.all().across());
        all.imageSizes();
        for (int i = 0; i < sources.size(); i++) {
            all.heatMaps(i);
        }
        return all.plots;
    }

    private static DatasetStats stats(StatsReport.Source source) {
        return source.profile().stats();
    }

    /** What a data set is called: the last part of its name, or where two are alike, with its number. */
    private String name(int source) {
        String path = sources.get(source).name();
        String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        long alike =
                sources.stream().filter(other -> other.name().endsWith(name)).count();
        return Escape.line(alike > 1 ? (source + 1) + ": " + name : name);
    }

    private String title(String title) {
        return one ? title + " \u2013 " + name(0) : title;
    }

    /** A figure of each data set. */
    private List<Plot.Series> series(Function<DatasetStats, List<Double>> values) {
        List<Plot.Series> series = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            series.add(new Plot.Series(name(i), values.apply(stats(sources.get(i)))));
        }
        return series;
    }

    /** A count, or where several data sets are compared, its share in percent. */
    private double scaled(long count, long all) {
        return one ? count : all == 0 ? 0 : 100.0 * count / all;
    }

    private String unit(String things) {
        return one ? things : "share of the " + things + " (%)";
    }

    private void classes() {
        Map<String, Double> weights = new HashMap<>();
        List<Map<String, Long>> counts = new ArrayList<>();
        for (StatsReport.Source source : sources) {
            Map<String, Long> its = new HashMap<>();
            for (DatasetStats.Category category : stats(source).categories()) {
                long instances = category.objects().instances();
                its.merge(Escape.line(category.label()), instances, Long::sum);
                weights.merge(
                        Escape.line(category.label()),
                        instances / (double) Math.max(1, stats(source).all().instances()),
                        Double::sum);
            }
            counts.add(its);
        }
        List<String> labels = new ArrayList<>(new TreeSet<>(weights.keySet()));
        labels.sort((a, b) -> Double.compare(weights.get(b), weights.get(a)));
        if (labels.isEmpty()) {
            return;
        }
        List<Plot.Series> series = new ArrayList<>();
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            long all = stats(sources.get(i)).all().instances();
            List<Double> values = new ArrayList<>();
            for (String label : labels) {
                values.add(scaled(counts.get(i).getOrDefault(label, 0L), all));
            }
            series.add(new Plot.Series(name(i), values));
            List<Double> sorted =
                    new ArrayList<>(values.stream().filter(v -> v > 0).toList());
            sorted.sort(Collections.reverseOrder());
            List<Double> ranks = new ArrayList<>();
            for (int rank = 1; rank <= sorted.size(); rank++) {
                ranks.add((double) rank);
            }
            if (sorted.size() > 1) {
                lines.add(new LinePlot.Line(name(i), ranks, sorted));
            }
        }
        plots.put("categories", new BarPlot(title("Instances of each category"), unit("instances"), labels, series));
        if (!lines.isEmpty()) {
            plots.put(
                    "category-ranks",
                    new LinePlot(
                            "Instances of the categories by rank"
                                    + (lines.size() == 1
                                            ? " \u2013 " + lines.get(0).name()
                                            : ""),
                            "rank",
                            unit("instances"),
                            LinePlot.Axis.LOGARITHMIC,
                            LinePlot.Colours.APART,
                            lines));
        }
    }

    private void histogram(String file, String title, String xLabel, Function<DatasetStats, Histogram> histogram) {
        if (sources.stream().allMatch(source -> stats(source).all().instances() == 0)) {
            return;
        }
        List<Double> edges = new ArrayList<>();
        for (double edge : histogram.apply(stats(sources.get(0))).edges()) {
            edges.add(edge);
        }
        plots.put(
                file,
                new HistogramPlot(
                        title(title),
                        xLabel,
                        unit("instances"),
                        edges,
                        true,
                        series(stats -> scaled(histogram.apply(stats).counts()))));
    }

    private List<Double> scaled(long[] counts) {
        long all = 0;
        for (long count : counts) {
            all += count;
        }
        List<Double> scaled = new ArrayList<>();
        for (long count : counts) {
            scaled.add(scaled(count, all));
        }
        return scaled;
    }

    private void crowding() {
        int last = 1;
        for (StatsReport.Source source : sources) {
            long[] counts = stats(source).images().instancesHistogram();
            for (int i = 0; i < counts.length; i++) {
                last = counts[i] > 0 ? Math.max(last, i) : last;
            }
        }
        int bins = last + 1;
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i <= bins; i++) {
            edges.add(i - 0.5);
        }
        plots.put(
                "instances-per-image",
                new HistogramPlot(
                        title("Instances in an image"),
                        "instances" + (last == 100 ? " (the last bar: 100 and more)" : ""),
                        unit("images"),
                        edges,
                        false,
                        series(stats ->
                                scaled(stats.images().instancesHistogram()).subList(0, bins))));
    }

    /** Of the instances that overlap at all; under the axis, how many do not. No plot if none does. */
    private void overlap(String file, String title, Function<DatasetStats, DatasetStats.BestOverlap> overlap) {
        List<Double> edges = new ArrayList<>();
        for (int i = 0; i <= 20; i++) {
            edges.add(i / 20.0);
        }
        if (sources.stream().allMatch(source -> overlap.apply(stats(source)).from(0) == 0)) {
            return;
        }
        List<Plot.Series> series = new ArrayList<>();
        StringBuilder without = new StringBuilder();
        for (int i = 0; i < sources.size(); i++) {
            DatasetStats.BestOverlap best = overlap.apply(stats(sources.get(i)));
            long all = best.none() + best.from(0);
            List<Double> values = new ArrayList<>();
            for (long count : best.counts()) {
                values.add(scaled(count, all));
            }
            series.add(new Plot.Series(name(i), values));
            without.append(i == 0 ? "" : ", ").append(all == 0 ? "-" : Math.round(100.0 * best.none() / all) + " %");
        }
        plots.put(
                file,
                new HistogramPlot(
                        title(title), "IoU (without any: " + without + ")", unit("instances"), edges, false, series));
    }

    private void imageSizes() {
        Map<String, Double> weights = new HashMap<>();
        List<Map<String, Double>> counts = new ArrayList<>();
        for (StatsReport.Source source : sources) {
            Map<String, Double> its = new HashMap<>();
            for (DatasetStats.Size size : stats(source).images().mostFrequent()) {
                its.put(
                        size.width() + " \u00d7 " + size.height(),
                        scaled(size.images(), stats(source).images().sized()));
            }
            its.forEach((label, value) -> weights.merge(label, value, Double::sum));
            counts.add(its);
        }
        List<String> labels = new ArrayList<>(new TreeSet<>(weights.keySet()));
        if (labels.isEmpty()) {
            return;
        }
        labels.sort((a, b) -> Double.compare(weights.get(b), weights.get(a)));
        List<Plot.Series> series = new ArrayList<>();
        for (int i = 0; i < sources.size(); i++) {
            Map<String, Double> its = counts.get(i);
            // a size that is not among the most frequent ones has a bar of unknown length
            boolean known = stats(sources.get(i)).images().sizes() <= its.size();
            series.add(new Plot.Series(
                    name(i),
                    labels.stream()
                            .map(label -> its.getOrDefault(label, known ? 0 : Double.NaN))
                            .toList()));
        }
        plots.put("image-sizes", new BarPlot(title("Most frequent sizes of images"), unit("images"), labels, series));
    }

    private void heatMaps(int source) {
        DatasetStats stats = stats(sources.get(source));
        String number = one ? "" : "-" + (source + 1);
        if (stats.centres().counted() > 0) {
            plots.put("centres" + number, centres(stats.centres(), name(source)));
        }
        if (!stats.seenTogether().isEmpty()) {
            plots.put("seen-together" + number, together(stats, name(source)));
        }
        for (int i = 0; i < stats.keypoints().size(); i++) {
            plots.put(
                    "keypoints" + number + (i == 0 ? "" : "-category-" + (i + 1)),
                    keypoints(stats.keypoints().get(i), name(source)));
        }
    }

    private static Plot centres(DatasetStats.CentreMap centres, String name) {
        List<String> places = new ArrayList<>();
        List<List<Double>> values = new ArrayList<>();
        int side = centres.counts().length;
        for (int i = 0; i < side; i++) {
            int step = side / CENTRE_LABELS;
            places.add(i % step == 0 ? 100 * i / side + " %" : "");
            List<Double> row = new ArrayList<>();
            for (long count : centres.counts()[i]) {
                row.add((double) count);
            }
            values.add(row);
        }
        return new HeatMapPlot(
                "Where the centres of boxes lie \u2013 " + name,
                "of the image's width",
                "of its height, from the top",
                places,
                places,
                values);
    }

    private static Plot together(DatasetStats stats, String name) {
        List<DatasetStats.Category> categories = new ArrayList<>(stats.categories());
        categories.sort((a, b) -> Long.compare(b.objects().images(), a.objects().images()));
        categories = categories.subList(0, Math.min(TOGETHER, categories.size()));
        Map<String, Integer> places = new HashMap<>();
        List<String> labels = new ArrayList<>();
        for (DatasetStats.Category category : categories) {
            places.putIfAbsent(category.label(), labels.size());
            labels.add(Escape.line(category.label()));
        }
        List<List<Double>> values = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            values.add(new ArrayList<>(Collections.nCopies(labels.size(), 0.0)));
            values.get(i).set(i, Double.NaN);
        }
        for (DatasetStats.Pair pair : stats.seenTogether()) {
            Integer first = places.get(pair.first());
            Integer second = places.get(pair.second());
            if (first != null && second != null && !first.equals(second)) {
                values.get(first).set(second, share(pair, categories.get(first)));
                values.get(second).set(first, share(pair, categories.get(second)));
            }
        }
        return new HeatMapPlot(
                "Categories seen together (% of the row's images) \u2013 " + name, "", "", labels, labels, values);
    }

    private static double share(DatasetStats.Pair pair, DatasetStats.Category category) {
        return 100.0 * pair.images() / category.objects().images();
    }

    private static Plot keypoints(DatasetStats.Keypoints keypoints, String name) {
        List<String> labels = new ArrayList<>();
        List<List<Double>> values = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (DatasetStats.Keypoint point : keypoints.points()) {
            labels.add(Escape.line(point.name()));
            values.get(0).add(100.0 * point.visible() / keypoints.instances());
            values.get(1).add(100.0 * point.occluded() / keypoints.instances());
            values.get(2).add(100.0 * point.unlabelled() / keypoints.instances());
        }
        return new BarPlot(
                "Keypoints of " + Escape.line(keypoints.category()) + " \u2013 " + name,
                "share of the instances (%)",
                labels,
                List.of(
                        new Plot.Series("visible", values.get(0)),
                        new Plot.Series("occluded", values.get(1)),
                        new Plot.Series("not labelled", values.get(2))));
    }
}
