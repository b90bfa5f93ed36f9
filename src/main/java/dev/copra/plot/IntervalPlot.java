package dev.copra.plot;

import java.util.List;

/**
 * Points with intervals, and the diagonal on which x and y are equal; both go from 0 to 1.
 *
 * @param name what the legend calls the points
 * @param diagonal what it calls the diagonal
 */
public record IntervalPlot(String title, String xLabel, String yLabel, String name, String diagonal, List<Point> points)
        implements Plot {

    /**
     * A point.
     *
     * @param low the low end of the interval of y
     * @param high the high end
     */
    public record Point(double x, double y, double low, double high) {}
}
