package dev.copra.plot;

import java.util.List;

/**
 * Lines through points. The axis of x is as long as the lines.
 *
 * @param xAxis not one of shares
 * @param yAxis of any kind
 * @param colours of the lines; one that stands out has that of the text
 */
public record LinePlot(
        String title, String xLabel, String yLabel, Axis xAxis, Axis yAxis, Colours colours, List<Line> lines)
        implements Plot {

    /** With an axis of x as long as the lines need. */
    public LinePlot(String title, String xLabel, String yLabel, Axis yAxis, Colours colours, List<Line> lines) {
        this(title, xLabel, yLabel, Axis.FREE, yAxis, colours, lines);
    }

    /** What an axis is like. */
    public enum Axis {
        /** As long as the lines need. */
        FREE,
        /** With steps of a factor of ten; all values are above 0. */
        LOGARITHMIC,
        /** From 0 to 1. */
        SHARES
    }

    /** What colours tell. */
    public enum Colours {
        /** Lines are things that have no order. */
        APART,
        /** Lines are steps on a scale, in their order. */
        SCALE
    }

    /** How a line is drawn. */
    public enum Style {
        /** A full line. */
        PLAIN,
        /** A line of dashes. */
        DASHED,
        /** The line to look at first. */
        STANDS_OUT
    }

    /**
     * A line.
     *
     * @param name what the legend calls it
     * @param x ascending
     * @param y as many; NaN for none
     */
    public record Line(String name, List<Double> x, List<Double> y, Style style) {
        /** @throws IllegalArgumentException if there are not as many y as x */
        public Line {
            if (x.size() != y.size()) {
                throw new IllegalArgumentException(y.size() + " y for " + x.size() + " x in " + name);
            }
        }

        /** A plain line. */
        public Line(String name, List<Double> x, List<Double> y) {
            this(name, x, y, Style.PLAIN);
        }
    }
}
