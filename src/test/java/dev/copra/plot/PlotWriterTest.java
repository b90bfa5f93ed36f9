package dev.copra.plot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.batik.svggen.SVGGraphics2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.internal.chartpart.Chart;
import org.w3c.dom.Document;

class PlotWriterTest {
    private static final Random RANDOM = new Random(1);

    private static List<Double> values(int count) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(Math.floor(100_000 * (0.5 + RANDOM.nextDouble()) / (1 + i)));
        }
        return values;
    }

    private static List<Plot.Series> series(int count, int values) {
        List<Plot.Series> series = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            series.add(new Plot.Series("a data set whose name is long, number " + i, values(values)));
        }
        return series;
    }

    private static List<Double> ascending(int count, double from, double step) {
        List<Double> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(from + step * i);
        }
        return numbers;
    }

    private static List<String> labels(int count) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            labels.add(i % 5 == 2 ? "a_category_(whose_name_is_very_long)_" + i : "class " + i);
        }
        return labels;
    }

    private static Plot bars(int count, int series) {
        return new BarPlot("Instances \u2013 " + "long ".repeat(40), "instances", labels(count), series(series, count));
    }

    private static Plot table(int count) {
        List<List<Double>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(values(count));
        }
        return new HeatMapPlot(
                "Confusion " + "long ".repeat(40), "predicted", "true", labels(count), labels(count), rows);
    }

    private static Plot lines(int count, int series) {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            lines.add(new LinePlot.Line("model " + i, ascending(count, 1, 1), values(count)));
        }
        return new LinePlot(
                "Instances by rank", "rank", "instances", LinePlot.Axis.LOGARITHMIC, LinePlot.Colours.APART, lines);
    }

    private static List<Double> shares(int count) {
        return values(count).stream().map(value -> value % 1000 / 1000).toList();
    }

    private static Plot curves(int series, LinePlot.Colours colours) {
        List<LinePlot.Line> lines = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            LinePlot.Style style = LinePlot.Style.values()[i % 3];
            String name = i % 4 == 1 ? "a_category_(whose_name_is_very_long)_" + i : "class " + i + " (0.500)";
            lines.add(new LinePlot.Line(name, ascending(101, 0, 0.01), shares(101), style));
        }
        return new LinePlot("Precision", "recall", "precision", LinePlot.Axis.SHARES, colours, lines);
    }

    private static Plot areas(int count) {
        List<Plot.Series> bounds = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            double bound = (i + 1) / 7.0;
            bounds.add(new Plot.Series("[.123] area " + i, ascending(count, bound, 0)));
        }
        return new AreaPlot("Errors", "recall", "precision", ascending(count, 0, 1.0 / count), bounds);
    }

    private static Plot intervals(int count) {
        List<IntervalPlot.Point> points = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double place = (i + 0.5) / count;
            points.add(new IntervalPlot.Point(place, place / 2, 0, place));
        }
        return new IntervalPlot("Reliability", "score", "share", "share, with interval", "calibrated", points);
    }

    private static Plot histogram(int bins, int series, boolean octaves) {
        List<Double> edges = ascending(bins + 1, 0, 0.5);
        return new HistogramPlot(
                "Sides",
                "side",
                "instances",
                octaves ? edges.stream().map(e -> Math.pow(2, e)).toList() : edges,
                octaves,
                series(series, bins));
    }

    static Stream<Plot> plots() {
        List<Plot> plots = new ArrayList<>();
        for (int categories : new int[] {1, 4, 80, 1203}) {
            plots.add(bars(categories, 1));
            plots.add(bars(categories, 3));
            plots.add(lines(categories, 1));
            plots.add(lines(categories, 3));
            plots.add(table(Math.min(categories, 300)));
        }
        for (int bins : new int[] {1, 2, 24, 101}) {
            plots.add(histogram(bins, 1, false));
            plots.add(histogram(bins, 8, false));
        }
        plots.add(histogram(24, 1, true));
        plots.add(histogram(32, 2, true));
        for (int lines : new int[] {1, 3, 7, 10}) {
            plots.add(curves(lines, LinePlot.Colours.APART));
            plots.add(curves(lines, LinePlot.Colours.SCALE));
        }
        for (int points : new int[] {2, 7, 30}) {
            LinePlot.Line line = new LinePlot.Line("AR", ascending(points, 1, 37), shares(points));
            LinePlot.Axis x = LinePlot.Axis.LOGARITHMIC;
            plots.add(new LinePlot(
                    "Recall", "count", "recall", x, LinePlot.Axis.SHARES, LinePlot.Colours.SCALE, List.of(line)));
        }
        for (int points : new int[] {1, 10, 101}) {
            plots.add(areas(points));
            plots.add(intervals(points));
        }
        for (int side : new int[] {1, 5, 11, 42, 81}) {
            List<List<Double>> rows = new ArrayList<>();
            for (int i = 0; i < side; i++) {
                rows.add(shares(side).stream().map(share -> 100 * share).toList());
            }
            plots.add(new HeatMapPlot(
                    "Confusion", "as", "truth", labels(side), labels(side), rows, HeatMapPlot.Scale.ROOTS));
        }
        return plots.stream();
    }

    /** Where labels are drawn: outlines of glyphs, which are all that has curves. */
    private static final class Labels extends SVGGraphics2D {
        private final List<Rectangle2D> bounds = new ArrayList<>();

        Labels(Document document) {
            super(document);
        }

        @Override
        public void fill(Shape shape) {
            for (PathIterator path = shape.getPathIterator(null); !path.isDone(); path.next()) {
                int kind = path.currentSegment(new double[6]);
                if (kind == PathIterator.SEG_QUADTO || kind == PathIterator.SEG_CUBICTO) {
                    bounds.add(getTransform().createTransformedShape(shape).getBounds2D());
                    return;
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("plots")
    void noLabelLiesOverAnotherOrBeyondThePicture(Plot plot) throws Exception {
        for (PlotTheme theme : PlotTheme.values()) {
            Chart<?, ?> chart = new PlotWriter(theme, PlotFormat.SVG).chart(plot);
            Labels labels = new Labels(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument());
            chart.paint(labels, chart.getWidth(), chart.getHeight());
            assertTrue(labels.bounds.size() > 3, "too few labels");
            Rectangle2D picture = new Rectangle2D.Double(0, 0, chart.getWidth(), chart.getHeight());
            for (int i = 0; i < labels.bounds.size(); i++) {
                Rectangle2D label = labels.bounds.get(i);
                assertTrue(picture.contains(label), () -> label + " is beyond " + picture);
                for (Rectangle2D other : labels.bounds.subList(i + 1, labels.bounds.size())) {
                    assertFalse(label.intersects(other), () -> label + " lies over " + other + " of " + plot.title());
                }
            }
        }
    }

    private static byte[] write(Plot plot, PlotTheme theme, PlotFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PlotWriter(theme, format).write(plot, out);
        return out.toByteArray();
    }

    @Test
    void picturesAreReadBackAndTheSameEachTime() throws Exception {
        for (Plot plot : List.of(bars(4, 2), table(4), lines(4, 2), histogram(24, 2, true), areas(4), intervals(4))) {
            byte[] light = write(plot, PlotTheme.LIGHT, PlotFormat.PNG);
            assertArrayEquals(light, write(plot, PlotTheme.LIGHT, PlotFormat.PNG));
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(light));
            assertEquals(0xFFFFFFFF, picture.getRGB(0, 0));
            picture = ImageIO.read(new ByteArrayInputStream(write(plot, PlotTheme.DARK, PlotFormat.PNG)));
            assertEquals(0xFF14171C, picture.getRGB(0, 0));

            byte[] svg = write(plot, PlotTheme.LIGHT, PlotFormat.SVG);
            assertArrayEquals(svg, write(plot, PlotTheme.LIGHT, PlotFormat.SVG));
            DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
            parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
            Document document = parsers.newDocumentBuilder().parse(new ByteArrayInputStream(svg), "");
            assertEquals("svg", document.getDocumentElement().getTagName());
            assertEquals(
                    picture.getWidth() / 2 + "", document.getDocumentElement().getAttribute("width"));
        }
    }

    @Test
    void numbersAreAsManyAsLabels() {
        assertThrows(IllegalArgumentException.class, () -> new BarPlot("", "", labels(3), series(1, 2)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HistogramPlot("", "", "", ascending(3, 0, 1), false, series(1, 3)));
        assertThrows(
                IllegalArgumentException.class,
                () -> new HeatMapPlot("", "", "", labels(1), labels(2), List.of(values(1))));
        assertThrows(IllegalArgumentException.class, () -> new LinePlot.Line("", values(1), values(2)));
        assertThrows(IllegalArgumentException.class, () -> new AreaPlot("", "", "", values(1), series(1, 2)));
        assertThrows(IllegalArgumentException.class, () -> new AreaPlot("", "", "", values(1), series(9, 1)));
    }

    /** Labels that are equal, or are when they are cut, are bars of their own. */
    @Test
    void equalLabels() throws IOException {
        String name = "x".repeat(50);
        Plot plot = new BarPlot(
                "",
                "",
                List.of(name, name + "y", "z", "z"),
                List.of(new Plot.Series("a", values(4)), new Plot.Series("a", values(4))));
        assertTrue(write(plot, PlotTheme.LIGHT, PlotFormat.PNG).length > 1000);
    }

    @Test
    void countsHaveNoParts() {
        assertEquals(" ", ChartStyle.ticks(List.of(0.0, 3.0, Double.NaN)).apply(1.5));
        assertEquals("2", ChartStyle.ticks(List.of(0.0, 3.0)).apply(2.0));
        assertEquals("1.5", ChartStyle.ticks(List.of(0.0, 2.5)).apply(1.5));
    }

    /** Of few counts in few bins, too, both axes have numbers. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 10, 11, 19})
    void countsCanBeRead(int most) throws Exception {
        for (int bins = 1; bins < 12; bins++) {
            List<Double> heights = ascending(bins, most, 0);
            Plot plot = new HistogramPlot(
                    "o", "o", "o", ascending(bins + 1, -.5, 1), false, List.of(new Plot.Series("a", heights)));
            Labels labels = new Labels(
                    DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument());
            Chart<?, ?> chart = new PlotWriter(PlotTheme.LIGHT, PlotFormat.SVG).chart(plot);
            chart.paint(labels, chart.getWidth(), chart.getHeight());
            // three titles, and a 0 on each axis
            assertTrue(labels.bounds.size() >= 5, bins + " bins: " + labels.bounds.size());
        }
    }

    /** An axis by factors of ten has at least two powers of ten, or other numbers too. */
    @ParameterizedTest
    @CsvSource({"1, 8, false", "1, 1, false", "2, 90, false", "1, 10, true", "2, 500, true", "1, 12359, true"})
    void anAxisOfFactorsCanBeRead(double least, double most, boolean powersSuffice) throws IOException {
        LinePlot.Line line = new LinePlot.Line("a", List.of(1.0, 2.0, 3.0), List.of(most, Double.NaN, least));
        Plot plot = new LinePlot("", "", "", LinePlot.Axis.LOGARITHMIC, LinePlot.Colours.APART, List.of(line));
        XYChart chart = (XYChart) new PlotWriter(PlotTheme.LIGHT, PlotFormat.PNG).chart(plot);
        assertEquals(powersSuffice, chart.getStyler().isYAxisLogarithmicDecadeOnly());
    }

    @Test
    void numbersAreShort() {
        assertEquals("0", ChartStyle.number(0));
        assertEquals("-0.062", ChartStyle.number(-0.0625));
        assertEquals("1.5", ChartStyle.number(1.5));
        assertEquals("1200", ChartStyle.number(1200));
        assertEquals("25k", ChartStyle.number(25_000));
        assertEquals("1.5M", ChartStyle.number(1_500_000));
    }
}
