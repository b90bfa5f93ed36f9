package dev.copra.plot;

import java.util.List;

/**
 * What a whole is made of, from left to right: areas one above the other, between 0 and 1.
 *
 * @param x ascending
 * @param bounds from the lowest: the upper bound of each area at each x, at least that of the one below
 */
public record AreaPlot(String title, String xLabel, String yLabel, List<Double> x, List<Series> bounds)
        implements Plot {
    /** @throws IllegalArgumentException if an area has not a bound for each x, or there are more areas than colours */
    public AreaPlot {
        for (Series one : bounds) {
            if (one.values().size() != x.size()) {
                throw new IllegalArgumentException(
                        one.values().size() + " bounds for " + x.size() + " x in " + one.name());
            }
        }
        if (bounds.size() > PlotTheme.LIGHT.areas.length) {
            throw new IllegalArgumentException(bounds.size() + " areas are too many to be told apart");
        }
    }
}
