package dev.copra.plot;

import java.util.List;

/**
 * How values are distributed.
 *
 * @param xLabel what the values are
 * @param yLabel what the heights are
 * @param edges ascending, one more than bins
 * @param octaves whether the axis of the values has steps of a factor of two; then all edges are above 0
 * @param series each has a height a bin
 */
public record HistogramPlot(
        String title, String xLabel, String yLabel, List<Double> edges, boolean octaves, List<Series> series)
        implements Plot {
    /** @throws IllegalArgumentException if a series has not a height for each bin */
    public HistogramPlot {
        for (Series one : series) {
            if (one.values().size() != edges.size() - 1) {
                throw new IllegalArgumentException(
                        one.values().size() + " heights between " + edges.size() + " edges in " + one.name());
            }
        }
    }
}
