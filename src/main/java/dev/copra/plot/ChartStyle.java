package dev.copra.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler;

/** What all charts have in common: colours, fonts, margins, how numbers and long names are written. */
final class ChartStyle {
    /** A space without width, which tells two labels apart. */
    static final String NO_WIDTH = "\u200b";

    static final int LONGEST_LABEL = 30;
    /** A character of a title. */
    private static final int TITLE_CHARACTER = 10;
    /** So many characters of a legend are beside each other. */
    private static final int LEGEND_LINE = 90;

    private final Color background;
    private final Color text;
    private final Color grid;
    private final Color[] series;
    private final Color[] scale;
    private final Color[] steps;
    private final Color[] areas;

    ChartStyle(PlotTheme theme) {
        background = new Color(theme.background);
        text = new Color(theme.text);
        grid = new Color(theme.grid);
        series = colours(theme.series);
        scale = colours(theme.scale);
        steps = colours(theme.steps);
        areas = colours(theme.areas);
    }

    private static Color[] colours(int[] rgb) {
        Color[] colours = new Color[rgb.length];
        for (int i = 0; i < rgb.length; i++) {
            colours[i] = new Color(rgb[i]);
        }
        return colours;
    }

    /** @param names what the legend has; one needs none */
    void apply(AxesChartStyler styler, List<String> names) {
        Font font = font(13);
        styler.setBaseFont(font);
        styler.setChartBackgroundColor(background)
                .setChartFontColor(text)
                .setChartTitleFont(font(16).deriveFont(Font.BOLD))
                .setChartPadding(14)
                .setAntiAlias(true);
        styler.setChartTitlePadding(10);
        styler.setPlotBackgroundColor(background).setPlotBorderVisible(false);
        styler.setSeriesColors(series);
        styler.setLegendVisible(names.size() > 1)
                .setLegendPosition(Styler.LegendPosition.OutsideS)
                .setLegendLayout(isLong(names) ? Styler.LegendLayout.Vertical : Styler.LegendLayout.Horizontal)
                .setLegendBackgroundColor(background)
                .setLegendBorderColor(background)
                .setLegendFont(font);
        styler.setAxisTitleFont(font).setAxisTickLabelsFont(font(12)).setAxisTickLabelsColor(text);
        styler.setXAxisTickLabelsColor(text).setYAxisTickLabelsColor(text);
        styler.setXAxisTitleColor(text);
        styler.setYAxisTitleColor(text);
        styler.setAxisTicksLineVisible(false).setAxisTicksMarksVisible(false);
        styler.setPlotGridLinesColor(grid).setPlotGridLinesStroke(new BasicStroke(1));
        styler.setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
        styler.setLocale(Locale.ROOT);
    }

    /** Whether the names of a legend do not fit beside each other. */
    static boolean isLong(List<String> names) {
        return names.stream().mapToInt(name -> name.length() + 6).sum() > LEGEND_LINE;
    }

    static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    Color text() {
        return text;
    }

    /** From the least value to the greatest one. */
    Color[] scale() {
        return scale;
    }

    /** The colour of the first series. */
    Color series() {
        return series[0];
    }

    Color[] areas() {
        return areas;
    }

    /** Colours of lines that are steps on a scale. */
    Color[] steps(int count) {
        return between(steps, count);
    }

    /** Colours at equal distances on a scale. */
    static Color[] between(Color[] scale, int count) {
        Color[] colours = new Color[count];
        for (int i = 0; i < count; i++) {
            double place = count == 1 ? 0 : (scale.length - 1) * i / (double) (count - 1);
            int below = Math.min((int) place, scale.length - 2);
            colours[i] = between(scale[below], scale[below + 1], place - below);
        }
        return colours;
    }

    private static Color between(Color a, Color b, double share) {
        return new Color(
                (int) Math.round(a.getRed() + share * (b.getRed() - a.getRed())),
                (int) Math.round(a.getGreen() + share * (b.getGreen() - a.getGreen())),
                (int) Math.round(a.getBlue() + share * (b.getBlue() - a.getBlue())));
    }

    /** A label that is not too long. */
    static String label(String text) {
        return label(text, LONGEST_LABEL);
    }

    /** A label of no more than so many characters. */
    static String label(String text, int longest) {
        return cut(text, longest);
    }

    /** A title that is not wider than so many units. */
    static String title(String text, int width) {
        return cut(text, Math.max(10, width / TITLE_CHARACTER));
    }

    /** What the legend calls series: not too long, and no two alike, because charts find them by it. */
    static List<String> names(List<String> names) {
        List<String> all = new ArrayList<>();
        for (String name : names) {
            String label = label(name);
            while (all.contains(label)) {
                label += NO_WIDTH;
            }
            all.add(label);
        }
        return all;
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest - 1)).stripTrailing() + "\u2026";
    }

    /** A number in few characters: 1200, 25k, 1.5M, 0.25. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size >= 1e6) {
            return plain(value / 1e6, size >= 1e8 ? 0 : 1) + "M";
        }
        if (size >= 1e4) {
            return plain(value / 1e3, size >= 1e5 ? 0 : 1) + "k";
        }
        return plain(value, size >= 100 ? 0 : size >= 1 ? 1 : 3);
    }

    static List<Double> all(List<Plot.Series> series) {
        return series.stream().flatMap(one -> one.values().stream()).toList();
    }

    /** What stands at an axis of values: where all are whole numbers, as counts are, nothing at a part of one. */
    static Function<Double, String> ticks(List<Double> values) {
        boolean whole = values.stream().allMatch(value -> value == Math.rint(value) || Double.isNaN(value));
        return value -> whole && Math.abs(value - Math.rint(value)) > 1e-6 ? " " : number(value);
    }

    private static String plain(double value, int decimals) {
        BigDecimal number = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
