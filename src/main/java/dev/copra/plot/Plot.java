package dev.copra.plot;

import java.util.List;

/** What a picture shows. */
public sealed interface Plot permits AreaPlot, BarPlot, HeatMapPlot, HistogramPlot, IntervalPlot, LinePlot {

    /** What stands above it. */
    String title();

    /**
     * A number for each thing that a plot shows, in its order.
     *
     * @param name what the legend calls it
     */
    record Series(String name, List<Double> values) {}
}
