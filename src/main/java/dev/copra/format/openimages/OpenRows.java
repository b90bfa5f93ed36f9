package dev.copra.format.openimages;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.openimages.ImageTable.Row;
import dev.copra.format.text.NumberTexts;
import dev.copra.mask.Box;
import java.util.List;
import java.util.regex.Pattern;

/** What the rows of boxes and of masks say. */
final class OpenRows {
    /** Columns of instances that are kept as they are. */
    static final String SOURCE = "Source";

    static final List<String> OF_MASK = List.of("PredictedIoU", "Clicks");
    /** How far a box may reach beyond its image, in fractions of it. */
    private static final double FARTHEST = 1;
    /** Two boxes are one whose numbers are no farther from each other: files round them. */
    private static final double TOLERANCE = 1e-4;
    /** Positions are read to so many parts of a pixel, which takes away what dividing and multiplying left. */
    private static final double PARTS = 1e6;

    private static final Pattern NUMBER = Pattern.compile("0|-?[1-9][0-9]{0,17}");

    private OpenRows() {}

    /** The numbers XMin, XMax, YMin, YMax of a row, in fractions of the image. @param prefix of the names of the columns */
    static double[] fractions(Row row, String prefix) throws AnnotationException {
        double[] fractions = new double[4];
        List<String> columns = List.of(prefix + "XMin", prefix + "XMax", prefix + "YMin", prefix + "YMax");
        for (int i = 0; i < 4; i++) {
            String text = row.get(columns.get(i));
            fractions[i] = NumberTexts.parse(text);
            if (!(fractions[i] >= -FARTHEST && fractions[i] <= 1 + FARTHEST)) {
                throw new AnnotationException(
                        "openimages-number",
                        row.place(),
                        columns.get(i) + " is '" + text + "', which is no fraction of the image's side");
            }
        }
        if (fractions[1] < fractions[0] || fractions[3] < fractions[2]) {
            throw new AnnotationException("openimages-box", row.place(), "the box ends before it begins");
        }
        return fractions;
    }

    static Box box(double[] fractions, DatasetImage image) {
        double left = pixels(fractions[0], image.width());
        double top = pixels(fractions[2], image.height());
        return new Box(
                left,
                top,
                Math.max(0, round(pixels(fractions[1], image.width()) - left)),
                Math.max(0, round(pixels(fractions[3], image.height()) - top)));
    }

    private static double pixels(double fraction, int side) {
        return round(fraction * side);
    }

    private static double round(double value) {
        return Math.rint(value * PARTS) / PARTS;
    }

    /** The largest difference of two boxes in one of their numbers; infinite if they are two boxes. */
    static double distance(double[] a, double[] b) {
        double distance = 0;
        for (int i = 0; i < 4; i++) {
            distance = Math.max(distance, Math.abs(a[i] - b[i]));
        }
        return distance <= TOLERANCE ? distance : Double.POSITIVE_INFINITY;
    }

    /** What a row of a box says besides the box and the category. */
    static void values(Row row, Instance.Builder instance) throws AnnotationException {
        String confidence = row.get("Confidence");
        if (!confidence.isEmpty() && NumberTexts.parse(confidence) != 1) {
            if (!NumberTexts.isNumber(confidence)) {
                throw new AnnotationException(
                        "openimages-number", row.place(), "Confidence is '" + confidence + "', which is no number");
            }
            instance.score(NumberTexts.parse(confidence));
        }
        for (OpenImagesFormat.Flag flag : OpenImagesFormat.Flag.values()) {
            String value = row.get(flag.column);
            if (value.equals(OpenImagesFormat.YES) || value.equals(OpenImagesFormat.NO)) {
                instance.attribute(flag.attribute, BooleanNode.valueOf(value.equals(OpenImagesFormat.YES)));
            }
        }
        instance.crowd(row.get("IsGroupOf").equals(OpenImagesFormat.YES));
        if (!row.get(SOURCE).isEmpty()) {
            instance.extra(SOURCE, TextNode.valueOf(row.get(SOURCE)));
        }
    }

    /** What a row of a mask says besides the mask. */
    static void maskValues(Row row, Instance.Builder instance) {
        instance.id(id(row.get("BoxID")));
        for (String column : OF_MASK) {
            String value = row.get(column);
            if (!value.isEmpty()) {
                instance.extra(
                        column,
                        NumberTexts.isNumber(value) && column.equals("PredictedIoU")
                                ? NumberTexts.node(value)
                                : TextNode.valueOf(value));
            }
        }
    }

    private static Id id(String text) {
        return text.isEmpty() ? Id.NONE : NUMBER.matcher(text).matches() ? Id.of(Long.parseLong(text)) : Id.of(text);
    }

    /** The text of a column that is read as an id; null if none is. */
    static String text(Id id) {
        String text = id.isLong() ? Long.toString(id.number()) : id.isString() ? id.text() : "";
        boolean fits = text.equals(text.strip()) && text.chars().noneMatch(c -> c < ' ' || c == '\uFFFD');
        return id.present() && fits && id(text).equals(id) ? text : null;
    }
}
