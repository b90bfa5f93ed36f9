package dev.copra.report.evaluation;

import dev.copra.overlap.NeighbourOverlap;
import dev.copra.plot.BarPlot;
import dev.copra.plot.HistogramPlot;
import dev.copra.plot.Plot;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How much neighbours overlap, as plots. */
public final class OverlapPlots {
    private OverlapPlots() {}

    /** What suppression leaves. @param about what the titles end with */
    public static Map<String, Plot> of(List<SuppressReport.Kept> all, String about) {
        List<String> labels = all.stream().map(SuppressReport.Kept::name).toList();
        List<Double> detections =
                all.stream().map(one -> (double) one.detections()).toList();
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put(
                "kept",
                new BarPlot(
                        "Detections before suppression and after it" + about,
                        "detections",
                        labels,
                        List.of(new Plot.Series("detections", detections))));
        List<NeighbourOverlap.Counts> within =
                all.stream().map(one -> one.overlap().within()).toList();
        List<NeighbourOverlap.Counts> across =
                all.stream().map(one -> one.overlap().across()).toList();
        plots.put(
                "overlap-within", histogram("Best overlap with another of the same category" + about, labels, within));
        plots.put("overlap-across", histogram("Best overlap with another of another category" + about, labels, across));
        return plots;
    }

    /** The shares of those that overlap another one at all; how many that are is told by the names. */
    static Plot histogram(String title, List<String> names, List<NeighbourOverlap.Counts> all) {
        List<Plot.Series> series = new ArrayList<>();
        List<Double> edges = new ArrayList<>();
        int bins = all.get(0).bins().length;
        for (int i = 0; i <= bins; i++) {
            edges.add((double) i / bins);
        }
        for (int i = 0; i < all.size(); i++) {
            NeighbourOverlap.Counts counts = all.get(i);
            List<Double> shares = new ArrayList<>();
            for (long count : counts.bins()) {
                shares.add(counts.all() == 0 ? 0 : 100.0 * count / counts.all());
            }
            double none = counts.all() == 0 ? 0 : 100.0 * counts.none() / counts.all();
            series.add(new Plot.Series(names.get(i) + String.format(Locale.ROOT, " (%.0f %% none)", none), shares));
        }
        return new HistogramPlot(title, "overlap", "share (%)", edges, false, series);
    }
}
