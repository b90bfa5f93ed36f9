package dev.copra.report.page;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import dev.copra.plot.AreaPlot;
import dev.copra.plot.HeatMapPlot;
import dev.copra.plot.HistogramPlot;
import dev.copra.plot.IntervalPlot;
import dev.copra.plot.LinePlot;
import dev.copra.plot.Plot;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** What scripts read: JSON in which {@code <} never stands as itself, so that it can be in a page. Names are short, for there are many. */
public final class GalleryJson implements AutoCloseable {
    private static final JsonFactory FACTORY = JsonFactory.builder().build().setCharacterEscapes(new WithoutTags());

    private final JsonGenerator json;

    /** Writes JSON to a stream, which stays open. */
    public GalleryJson(OutputStream out) throws IOException {
        json = FACTORY.createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    /** All that a page has from the start. @param images may be read as they are written */
    public void page(GalleryHead head, Iterable<GalleryImage> images, List<Block.Chart> charts, boolean live)
            throws IOException {
        json.writeStartObject();
        json.writeBooleanField("live", live);
        head(head);
        json.writeArrayFieldStart("images");
        for (GalleryImage image : images) {
            image(image);
        }
        json.writeEndArray();
        charts(charts);
        json.writeEndObject();
    }

    /** Some of the images. @param total how many there are of the kind that was asked for */
    public void images(int total, List<GalleryImage> images) throws IOException {
        json.writeStartObject();
        json.writeNumberField("total", total);
        json.writeArrayFieldStart("images");
        for (GalleryImage image : images) {
            image(image);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    /** Sections that come later. @param html what they are */
    public void sections(String html, GalleryHead head, List<Block.Chart> charts) throws IOException {
        json.writeStartObject();
        json.writeStringField("html", html);
        head(head);
        charts(charts);
        json.writeEndObject();
    }

    private void head(GalleryHead head) throws IOException {
        json.writeArrayFieldStart("categories");
        for (GalleryHead.Category category : head.categories()) {
            json.writeStartObject();
            json.writeStringField("name", category.name());
            json.writeStringField("color", category.color());
            json.writeArrayFieldStart("skeleton");
            for (int[] pair : category.skeleton()) {
                json.writeArray(pair, 0, pair.length);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        strings("layers", head.layers());
        strings("findings", head.findings());
        json.writeNumberField("total", head.total());
        json.writeBooleanField("scored", head.scored());
        json.writeBooleanField("pictures", head.pictures());
    }

    private void image(GalleryImage image) throws IOException {
        json.writeStartObject();
        json.writeNumberField("at", image.at());
        json.writeStringField("id", image.id());
        json.writeStringField("file", image.file());
        json.writeNumberField("w", image.width());
        json.writeNumberField("h", image.height());
        text("pic", image.picture());
        text("problem", image.problem());
        number("iou", image.iou(), 4);
        ints("find", image.findings());
        json.writeArrayFieldStart("shapes");
        for (GalleryImage.Shape shape : image.shapes()) {
            shape(shape);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void shape(GalleryImage.Shape shape) throws IOException {
        json.writeStartObject();
        if (shape.layer() > 0) {
            json.writeNumberField("l", shape.layer());
        }
        text("id", shape.id());
        json.writeNumberField("c", shape.category());
        numbers("b", shape.box());
        numbers("t", shape.corners());
        text("m", shape.counts());
        number("s", shape.score(), 4);
        text("o", shape.outcome());
        number("iou", shape.iou(), 4);
        number("a", shape.area(), 1);
        if (shape.crowd()) {
            json.writeBooleanField("crowd", true);
        }
        numbers("k", shape.keypoints());
        ints("find", shape.findings());
        json.writeEndObject();
    }

    private void charts(List<Block.Chart> charts) throws IOException {
        json.writeObjectFieldStart("charts");
        for (Block.Chart chart : charts) {
            json.writeObjectFieldStart(chart.id());
            plot(chart.plot());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private void plot(Plot plot) throws IOException {
        if (plot instanceof HistogramPlot histogram) {
            json.writeStringField("kind", "histogram");
            labels(histogram.xLabel(), histogram.yLabel());
            list("edges", histogram.edges());
            json.writeBooleanField("octaves", histogram.octaves());
            series(histogram.series());
        } else if (plot instanceof LinePlot lines) {
            json.writeStringField("kind", "lines");
            labels(lines.xLabel(), lines.yLabel());
            json.writeStringField("axis", lines.yAxis().name());
            json.writeStringField("xAxis", lines.xAxis().name());
            json.writeBooleanField("scale", lines.colours() == LinePlot.Colours.SCALE);
            json.writeArrayFieldStart("lines");
            for (LinePlot.Line line : lines.lines()) {
                json.writeStartObject();
                json.writeStringField("name", line.name());
                list("x", line.x());
                list("y", line.y());
                json.writeStringField("style", line.style().name());
                json.writeEndObject();
            }
            json.writeEndArray();
        } else if (plot instanceof IntervalPlot points) {
            json.writeStringField("kind", "intervals");
            labels(points.xLabel(), points.yLabel());
            json.writeStringField("name", points.name());
            json.writeStringField("diagonal", points.diagonal());
            json.writeArrayFieldStart("points");
            for (IntervalPlot.Point point : points.points()) {
                numbers(new double[] {point.x(), point.y(), point.low(), point.high()}, 4);
            }
            json.writeEndArray();
        } else if (plot instanceof AreaPlot areas) {
            json.writeStringField("kind", "areas");
            labels(areas.xLabel(), areas.yLabel());
            list("xs", areas.x());
            series(areas.bounds());
        } else if (plot instanceof HeatMapPlot map) {
            json.writeStringField("kind", "map");
            labels(map.xLabel(), map.yLabel());
            json.writeArrayFieldStart("values");
            for (List<Double> row : map.values()) {
                json.writeStartArray();
                for (double value : row) {
                    value(value, 3);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
        } else {
            throw new IllegalArgumentException(
                    "a page has no " + plot.getClass().getSimpleName());
        }
    }

    private void labels(String x, String y) throws IOException {
        json.writeStringField("x", x);
        json.writeStringField("y", y);
    }

    private void series(List<Plot.Series> series) throws IOException {
        json.writeArrayFieldStart("series");
        for (Plot.Series one : series) {
            json.writeStartObject();
            json.writeStringField("name", one.name());
            list("values", one.values());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void list(String name, List<Double> values) throws IOException {
        json.writeArrayFieldStart(name);
        for (double value : values) {
            value(value, 4);
        }
        json.writeEndArray();
    }

    private void strings(String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String name, String text) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }

    private void ints(String name, int[] numbers) throws IOException {
        if (numbers.length > 0) {
            json.writeFieldName(name);
            json.writeArray(numbers, 0, numbers.length);
        }
    }

    private void numbers(String name, double[] numbers) throws IOException {
        if (numbers != null) {
            json.writeFieldName(name);
            numbers(numbers, 2);
        }
    }

    private void numbers(double[] numbers, int places) throws IOException {
        json.writeStartArray();
        for (double number : numbers) {
            value(number, places);
        }
        json.writeEndArray();
    }

    private void number(String name, double number, int places) throws IOException {
        if (Double.isFinite(number)) {
            json.writeFieldName(name);
            value(number, places);
        }
    }

    private void value(double number, int places) throws IOException {
        double scale = Math.pow(10, places);
        double rounded = Math.rint(number * scale) / scale;
        if (!Double.isFinite(rounded)) {
            json.writeNull();
        } else if (rounded == (long) rounded) {
            json.writeNumber((long) rounded);
        } else {
            json.writeNumber(rounded);
        }
    }

    private static final class WithoutTags extends CharacterEscapes {
        private static final long serialVersionUID = 1L;
        private static final SerializableString SEPARATOR = new SerializedString("\\u2028");
        private static final SerializableString PARAGRAPH = new SerializedString("\\u2029");

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] escapes = standardAsciiEscapesForJSON();
            escapes['<'] = ESCAPE_STANDARD;
            return escapes;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return c == 0x2028 ? SEPARATOR : c == 0x2029 ? PARAGRAPH : null;
        }
    }
}
