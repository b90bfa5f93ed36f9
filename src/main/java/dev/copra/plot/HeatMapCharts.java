package dev.copra.plot;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.style.HeatMapStyler;
import org.knowm.xchart.style.Styler;

/** Tables as colours. */
final class HeatMapCharts {
    private static final int LEAST_SIDE = 480;
    private static final int MOST_SIDE = 1320;
    private static final int CELL = 22;
    /** Tables of so many rows and columns show their values. */
    private static final int FEW = 10;
    /** So much of the scale has a colour that values can be read on. */
    private static final int PALE = 3;
    /** So close can two labels be. */
    private static final double LABEL = 16;
    /** A character of a label. */
    private static final double CHARACTER = 6.9;

    private static final int LEGEND = 150;
    private static final int MARGINS = 60;

    private HeatMapCharts() {}

    static HeatMapChart of(HeatMapPlot plot, ChartStyle style) {
        int width = side(plot.columns().size());
        int height = side(plot.rows().size());
        boolean turned = longest(plot.columns()) > 4;
        HeatMapChart chart = new HeatMapChartBuilder()
                .width(width + room(plot.rows()) + LEGEND + MARGINS)
                .height(height + (turned ? room(plot.columns()) : 20) + 2 * MARGINS)
                .title(ChartStyle.title(plot.title(), width + 2 * Math.min(room(plot.rows()), LEGEND)))
                .xAxisTitle(plot.xLabel())
                .yAxisTitle(plot.yLabel())
                .build();
        HeatMapStyler styler = chart.getStyler();
        style.apply(styler, List.of());
        styler.setLegendVisible(true).setLegendLayout(Styler.LegendLayout.Vertical);
        styler.setLegendPosition(Styler.LegendPosition.OutsideE);
        boolean few = Math.max(plot.rows().size(), plot.columns().size()) <= FEW;
        // values are written as they are given to the chart
        boolean roots = plot.scale() == HeatMapPlot.Scale.ROOTS && !few;
        double most = roots ? Math.sqrt(most(plot)) : most(plot);
        double step = step(most);
        int steps = Math.max(1, (int) Math.ceil(most / step));
        Color[] scale = few ? Arrays.copyOf(style.scale(), PALE) : style.scale();
        styler.setRangeColors(ChartStyle.between(scale, steps));
        styler.setPiecewise(true).setPiecewiseRanged(true).setSplitNumber(steps);
        styler.setHeatMapDecimalValueFormatter(roots ? root -> ChartStyle.number(root * root) : ChartStyle::number);
        styler.setHeatMapValueDecimalPattern("#.#");
        styler.setShowValue(few).setValueFont(ChartStyle.font(12)).setValueFontColor(style.text());
        styler.setDrawBorder(false);
        styler.setPlotContentSize(1);
        styler.setPlotGridLinesVisible(false);
        styler.setXAxisLabelRotation(turned ? 90 : 0);
        styler.setXAxisMaxLabelCount(Integer.MAX_VALUE);
        List<Number[]> cells = new ArrayList<>();
        int rows = plot.rows().size();
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < plot.columns().size(); column++) {
                double value = plot.values().get(row).get(column);
                if (!Double.isNaN(value)) {
                    // the chart counts rows from below
                    cells.add(new Number[] {column, rows - 1 - row, roots ? Math.sqrt(value) : value});
                }
            }
        }
        List<String> upwards = new ArrayList<>(thinned(plot.rows(), height));
        Collections.reverse(upwards);
        chart.addSeries("values", thinned(plot.columns(), width), upwards, cells)
                .setMin(0)
                .setMax(steps * step);
        return chart;
    }

    private static double most(HeatMapPlot plot) {
        double most = 0;
        for (List<Double> row : plot.values()) {
            for (double value : row) {
                most = value > most ? value : most;
            }
        }
        return most;
    }

    /** 1, 2 or 5 times a power of ten, of which five to thirteen make the greatest value. */
    private static double step(double most) {
        if (most <= 0) {
            return 1;
        }
        double step = Math.pow(10, Math.floor(Math.log10(most / 5)));
        return most / step <= 13 ? step : most / (2 * step) <= 13 ? 2 * step : 5 * step;
    }

    private static int side(int cells) {
        return Math.max(LEAST_SIDE, Math.min(MOST_SIDE, CELL * cells));
    }

    /** Room for labels. */
    private static int room(List<String> labels) {
        return (int) (CHARACTER * Math.min(longest(labels), ChartStyle.LONGEST_LABEL));
    }

    private static int longest(List<String> labels) {
        return labels.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The labels, or empty ones where there is no room. */
    private static List<String> thinned(List<String> labels, int side) {
        int step = (int) Math.ceil(LABEL * labels.size() / side);
        List<String> thinned = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            thinned.add(i % step == 0 ? ChartStyle.label(labels.get(i)) : "");
        }
        return thinned;
    }
}
