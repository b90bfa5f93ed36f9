package dev.copra.plot;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Points with intervals. */
final class IntervalCharts {
    private IntervalCharts() {}

    static XYChart of(IntervalPlot plot, ChartStyle style) {
        List<String> names = ChartStyle.names(List.of(plot.diagonal(), plot.name()));
        XYChart chart = LineCharts.chart(plot, plot.xLabel(), plot.yLabel(), names, style);
        XYStyler styler = chart.getStyler();
        XYSeries diagonal = chart.addSeries(names.get(0), List.of(0.0, 1.0), List.of(0.0, 1.0));
        diagonal.setMarker(SeriesMarkers.NONE).setLineColor(style.text());
        diagonal.setLineStyle(
                new BasicStroke(1.4f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] {6, 5}, 0));
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (IntervalPlot.Point point : plot.points()) {
            x.add(point.x());
            y.add(point.y());
            XYSeries interval = chart.addSeries(
                    ChartStyle.NO_WIDTH.repeat(x.size()),
                    List.of(point.x(), point.x()),
                    List.of(point.low(), point.high()));
            interval.setShowInLegend(false);
            interval.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2.2f));
            interval.setLineColor(style.series());
        }
        if (!x.isEmpty()) {
            XYSeries points = chart.addSeries(names.get(1), x, y);
            points.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Scatter);
            points.setMarker(SeriesMarkers.DIAMOND).setMarkerColor(style.series());
        }
        styler.setMarkerSize(8);
        styler.setXAxisTickMarkSpacingHint(LineCharts.TICKS);
        styler.setXAxisMin(0.0).setXAxisMax(1.0);
        styler.setYAxisMin(0.0).setYAxisMax(1.0);
        styler.setXAxisTickLabelsFormattingFunction(ChartStyle::number);
        styler.setYAxisTickLabelsFormattingFunction(ChartStyle::number);
        return chart;
    }
}
