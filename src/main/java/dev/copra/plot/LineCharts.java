package dev.copra.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines, and histograms as outlines. */
final class LineCharts {
    private static final int WIDTH = 900;
    private static final int HEIGHT = 540;
    /** Of the width, what titles and labels leave to the axis of x. */
    private static final int LEAST_ACROSS = 720;

    private static final int LEGEND_CHARACTER = 8;
    /** About so far is one label of the axis of x from the next. */
    static final int TICKS = 110;

    private LineCharts() {}

    static XYChart of(LinePlot plot, ChartStyle style) {
        List<String> names =
                ChartStyle.names(plot.lines().stream().map(LinePlot.Line::name).toList());
        XYChart chart = chart(plot, plot.xLabel(), plot.yLabel(), names, style);
        XYStyler styler = chart.getStyler();
        Color[] steps = style.steps(Math.max(1, names.size()));
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < names.size(); i++) {
            LinePlot.Line line = plot.lines().get(i);
            XYSeries series = chart.addSeries(names.get(i), unevenly(line.x()), twice(line.y()));
            series.setMarker(SeriesMarkers.NONE).setLineStyle(stroke(line.style()));
            if (line.style() == LinePlot.Style.STANDS_OUT) {
                series.setLineColor(style.text());
            } else if (plot.colours() == LinePlot.Colours.SCALE) {
                series.setLineColor(steps[i]);
            }
            for (double x : line.x()) {
                least = Math.min(least, x);
                most = Math.max(most, x);
            }
        }
        if (least < most) {
            styler.setXAxisMin(least).setXAxisMax(most);
        }
        styler.setXAxisTickMarkSpacingHint(TICKS);
        styler.setXAxisLogarithmic(plot.xAxis() == LinePlot.Axis.LOGARITHMIC);
        styler.setYAxisLogarithmic(plot.yAxis() == LinePlot.Axis.LOGARITHMIC)
                .setYAxisLogarithmicDecadeOnly(hasDecades(plot));
        if (plot.yAxis() == LinePlot.Axis.SHARES) {
            styler.setYAxisMin(0.0).setYAxisMax(1.0);
        }
        styler.setXAxisTickLabelsFormattingFunction(ChartStyle::number);
        styler.setYAxisTickLabelsFormattingFunction(ChartStyle::number);
        return chart;
    }

    /** Whether the values reach over two powers of ten, so that these suffice to read the others by. */
    private static boolean hasDecades(LinePlot plot) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (LinePlot.Line line : plot.lines()) {
            for (double y : line.y()) {
                least = Math.min(least, y > 0 ? y : least);
                most = Math.max(most, Double.isNaN(y) ? 0 : y);
            }
        }
        return Math.floor(Math.log10(most)) > Math.ceil(Math.log10(least));
    }

    private static BasicStroke stroke(LinePlot.Style style) {
        return switch (style) {
            case PLAIN -> new BasicStroke(2.2f);
            case DASHED ->
                new BasicStroke(2.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {4.5f, 3}, 0);
            case STANDS_OUT -> new BasicStroke(3.4f);
        };
    }

    static XYChart of(HistogramPlot plot, ChartStyle style) {
        List<String> names =
                ChartStyle.names(plot.series().stream().map(Plot.Series::name).toList());
        XYChart chart = chart(plot, plot.xLabel(), plot.yLabel(), names, style);
        XYStyler styler = chart.getStyler();
        boolean one = names.size() == 1;
        List<Double> edges =
                plot.octaves() ? plot.edges().stream().map(LineCharts::octave).toList() : plot.edges();
        int bins = edges.size() - 1;
        for (int i = 0; i < names.size(); i++) {
            Plot.Series series = plot.series().get(i);
            // the outline of the bars, from the axis and back to it
            List<Double> x = new ArrayList<>(List.of(edges.get(0)));
            List<Double> y = new ArrayList<>(List.of(0.0));
            for (int bin = 0; bin < bins; bin++) {
                x.addAll(edges.subList(bin, bin + 2));
                y.addAll(Collections.nCopies(2, series.values().get(bin)));
            }
            x.add(edges.get(bins));
            y.add(0.0);
            XYSeries line = chart.addSeries(names.get(i), unevenly(x), twice(y));
            line.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2.2f));
            line.setXYSeriesRenderStyle(one ? XYSeries.XYSeriesRenderStyle.Area : XYSeries.XYSeriesRenderStyle.Line);
        }
        // a bin has one label at most, so that few bins of whole numbers have no parts of them
        styler.setXAxisTickMarkSpacingHint(plot.octaves() ? TICKS : Math.max(TICKS, LEAST_ACROSS / bins));
        styler.setXAxisMin(edges.get(0)).setXAxisMax(edges.get(bins)).setYAxisMin(0.0);
        styler.setXAxisTickLabelsFormattingFunction(
                plot.octaves() ? exponent -> ChartStyle.number(Math.pow(2, exponent)) : ChartStyle::number);
        styler.setYAxisTickLabelsFormattingFunction(ChartStyle.ticks(ChartStyle.all(plot.series())));
        styler.setPlotGridVerticalLinesVisible(false);
        return chart;
    }

    /**
     * The values with the last one a second time, moved by less than can be seen: the axis of values that are evenly spaced would have
     * a label at every few of them, however odd they are and however close the labels.
     */
    static List<Double> unevenly(List<Double> x) {
        List<Double> uneven = new ArrayList<>(x);
        if (!x.isEmpty()) {
            double last = x.get(x.size() - 1);
            uneven.add(last + 1e-6 * (1 + Math.abs(last)));
        }
        return uneven;
    }

    static List<Double> twice(List<Double> y) {
        List<Double> twice = new ArrayList<>(y);
        if (!y.isEmpty()) {
            twice.add(y.get(y.size() - 1));
        }
        return twice;
    }

    private static double octave(double value) {
        return Math.log(value) / Math.log(2);
    }

    /** An empty chart. A legend that does not fit into one line is on the right. @param names what the legend has */
    static XYChart chart(Plot plot, String xLabel, String yLabel, List<String> names, ChartStyle style) {
        boolean beside = ChartStyle.isLong(names);
        XYChart chart = new XYChartBuilder()
                .width(beside ? WIDTH + ChartStyle.LONGEST_LABEL * LEGEND_CHARACTER : WIDTH)
                .height(HEIGHT)
                .title(ChartStyle.title(plot.title(), WIDTH - 100))
                .xAxisTitle(xLabel)
                .yAxisTitle(yLabel)
                .build();
        style.apply(chart.getStyler(), names);
        if (beside) {
            chart.getStyler().setLegendPosition(Styler.LegendPosition.OutsideE);
        }
        return chart;
    }
}
