package dev.copra.plot;

import java.awt.BasicStroke;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Areas one above the other. */
final class AreaCharts {
    private AreaCharts() {}

    static XYChart of(AreaPlot plot, ChartStyle style) {
        List<String> names =
                ChartStyle.names(plot.bounds().stream().map(Plot.Series::name).toList());
        XYChart chart = LineCharts.chart(plot, plot.xLabel(), plot.yLabel(), names, style);
        XYStyler styler = chart.getStyler();
        // from the highest, so that each hides what of the one above it is below its bound; the legend reads from the
        // top as they lie
        for (int i = names.size() - 1; i >= 0; i--) {
            XYSeries area = chart.addSeries(
                    names.get(i),
                    LineCharts.unevenly(plot.x()),
                    LineCharts.twice(plot.bounds().get(i).values()));
            area.setXYSeriesRenderStyle(XYSeries.XYSeriesRenderStyle.Area);
            area.setMarker(SeriesMarkers.NONE).setLineStyle(new BasicStroke(2));
            // the legend has the colours of the lines
            area.setLineColor(style.areas()[i]);
            area.setFillColor(style.areas()[i]);
        }
        styler.setXAxisTickMarkSpacingHint(LineCharts.TICKS);
        if (!plot.x().isEmpty()) {
            styler.setXAxisMin(plot.x().get(0))
                    .setXAxisMax(plot.x().get(plot.x().size() - 1));
        }
        styler.setYAxisMin(0.0).setYAxisMax(1.0);
        styler.setXAxisTickLabelsFormattingFunction(ChartStyle::number);
        styler.setYAxisTickLabelsFormattingFunction(ChartStyle::number);
        styler.setPlotGridLinesVisible(false);
        return chart;
    }
}
