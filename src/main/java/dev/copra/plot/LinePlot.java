package dev.copra.plot;

import java.util.List;

/**
 * Lines through points.
 *
 * @param logarithmic whether the axis of y has steps of a factor of ten; then all y are above 0
 */
public record LinePlot(String title, String xLabel, String yLabel, boolean logarithmic, List<Line> lines)
        implements Plot {

    /**
     * A line.
     *
     * @param name what the legend calls it
     * @param x ascending
     * @param y as many
     */
    public record Line(String name, List<Double> x, List<Double> y) {
        /** @throws IllegalArgumentException if there are not as many y as x */
        public Line {
            if (x.size() != y.size()) {
                throw new IllegalArgumentException(y.size() + " y for " + x.size() + " x in " + name);
            }
        }
    }
}
