package dev.copra.plot;

import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.font.TextLayout;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.internal.chartpart.Chart;

/** Draws plots. The same plot is the same picture on one system; fonts differ between systems. */
public final class PlotWriter {
    private static final int PIXELS_A_UNIT = 2;

    private final PlotTheme theme;
    private final PlotFormat format;

    /** @throws IOException if this system has no font */
    public PlotWriter(PlotTheme theme, PlotFormat format) throws IOException {
        this.theme = theme;
        this.format = format;
        try {
            new TextLayout("8", new Font(Font.SANS_SERIF, Font.PLAIN, 12), new FontRenderContext(null, true, true));
        } catch (RuntimeException | LinkageError | InternalError e) {
            // what Java throws on a system without fontconfig or fonts depends on its version
            throw new IOException("plots need a font; install fontconfig and one (DejaVu, Noto)", e);
        }
    }

    /** Writes a plot. @param out is not closed */
    public void write(Plot plot, OutputStream out) throws IOException {
        Chart<?, ?> chart = chart(plot);
        if (format == PlotFormat.SVG) {
            SvgPicture.write(chart, out);
        } else {
            ImageIO.write(picture(chart), "png", out);
        }
    }

    Chart<?, ?> chart(Plot plot) {
        ChartStyle style = new ChartStyle(theme);
        if (plot instanceof BarPlot bars) {
            return BarCharts.of(bars, style);
        }
        if (plot instanceof HistogramPlot histogram) {
            return LineCharts.of(histogram, style);
        }
        if (plot instanceof LinePlot lines) {
            return LineCharts.of(lines, style);
        }
        if (plot instanceof AreaPlot areas) {
            return AreaCharts.of(areas, style);
        }
        if (plot instanceof IntervalPlot points) {
            return IntervalCharts.of(points, style);
        }
        return HeatMapCharts.of((HeatMapPlot) plot, style);
    }

    private static BufferedImage picture(Chart<?, ?> chart) {
        BufferedImage picture = new BufferedImage(
                PIXELS_A_UNIT * chart.getWidth(), PIXELS_A_UNIT * chart.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.scale(PIXELS_A_UNIT, PIXELS_A_UNIT);
        chart.paint(graphics, chart.getWidth(), chart.getHeight());
        graphics.dispose();
        return picture;
    }
}
