package dev.copra.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.HorizontalBarStyler;

/** Horizontal bars. */
final class BarCharts {
    private static final int WIDTH = 900;
    private static final int FRAME = 130;
    /** The title is in the middle of what labels leave. */
    private static final int MARGIN = 60;

    private static final int CHARACTER = 7;
    private static final int MOST = 100;
    private static final int FIRST = 60;
    private static final int LAST = 30;
    /** Characters of a label: there is room beside bars. */
    private static final int LONGEST = 44;

    private BarCharts() {}

    static HorizontalBarChart of(BarPlot plot, ChartStyle style) {
        int[] shown = shown(plot.labels().size());
        List<String> labels = labels(plot.labels(), shown);
        int longest = labels.stream().mapToInt(String::length).max().orElse(0);
        int row = Math.max(20, 11 * plot.series().size() + 8);
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(FRAME + 20 * plot.series().size() + row * Math.max(3, shown.length))
                .title(ChartStyle.title(plot.title(), WIDTH - MARGIN - CHARACTER * longest))
                .xAxisTitle(plot.valueLabel())
                .build();
        HorizontalBarStyler styler = chart.getStyler();
        List<String> names =
                ChartStyle.names(plot.series().stream().map(Plot.Series::name).toList());
        style.apply(styler, names);
        double most = 0;
        for (int i = 0; i < names.size(); i++) {
            List<Double> values = new ArrayList<>();
            for (int at : shown) {
                double value =
                        at < 0 ? Double.NaN : plot.series().get(i).values().get(at);
                values.add(Double.isNaN(value) ? null : (Double) value);
                most = Math.max(most, Double.isNaN(value) ? 0 : value);
            }
            chart.addSeries(names.get(i), values, labels);
        }
        styler.setAvailableSpaceFill(0.78);
        styler.setPlotContentSize(0.99);
        styler.setXAxisMin(0.0).setXAxisMax(most > 0 ? 1.08 * most : 1);
        styler.setXAxisTickLabelsFormattingFunction(ChartStyle.ticks(ChartStyle.all(plot.series())));
        styler.setPlotGridHorizontalLinesVisible(false);
        // or labels that are closer than columns would be are left out
        styler.setXAxisMaxLabelCount(Integer.MAX_VALUE);
        if (plot.series().size() == 1) {
            styler.setLabelsVisible(true)
                    .setLabelsPosition(1.05)
                    .setLabelsFont(ChartStyle.font(11))
                    .setLabelsFontColorAutomaticEnabled(false)
                    .setLabelsFontColor(style.text());
        }
        return chart;
    }

    /** Which labels are shown, -1 for the gap where some are left out. */
    private static int[] shown(int count) {
        return count <= MOST
                ? IntStream.range(0, count).toArray()
                : Stream.of(IntStream.range(0, FIRST), IntStream.of(-1), IntStream.range(count - LAST, count))
                        .flatMapToInt(part -> part)
                        .toArray();
    }

    /** No two are equal, because bars are found by their labels. */
    private static List<String> labels(List<String> all, int[] shown) {
        List<String> labels = new ArrayList<>();
        for (int at : shown) {
            String label = at < 0
                    ? "\u22ee  " + (all.size() - FIRST - LAST) + " more"
                    : ChartStyle.label(all.get(at), LONGEST);
            while (labels.contains(label)) {
                label += ChartStyle.NO_WIDTH;
            }
            labels.add(label);
        }
        return labels;
    }
}
