package dev.copra.format.yolo;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.io.Remedy;
import dev.copra.json.JsonNumbers;
import dev.copra.mask.Box;
import dev.copra.shape.TurnedBox;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Reads a row of a label file. Rows with a box, with a polygon and with a score behind either may be mixed. */
final class RowReader {
    /** So far outside of the image a fraction may lie, as Ultralytics has it; it is then cut. */
    private static final double OUTSIDE = 0.01;

    private final YoloKind kind;
    private final int classes;
    private final int[] keypointShape;

    /** @param keypointShape null unless rows have keypoints */
    RowReader(YoloKind kind, int classes, int[] keypointShape) {
        this.kind = kind;
        this.classes = classes;
        this.keypointShape = keypointShape;
    }

    /**
     * What a row says.
     *
     * @param values the numbers behind the class
     * @param image has a size
     * @param place file and line, for messages
     * @param ledger counts what is clipped
     */
    private record Row(double[] values, DatasetImage image, String place, Ledger ledger) {}

    /**
     * Reads a row; any thread may.
     *
     * @param text has the row from {@code from} to {@code to}, and one byte more
     * @param image has a size
     * @param place file and line, for messages
     * @param ledger counts what is clipped
     */
    Instance read(byte[] text, int from, int to, DatasetImage image, String place, Ledger ledger)
            throws AnnotationException {
        double[] numbers = numbers(text, from, to, place);
        int index = (int) numbers[0];
        if (index != numbers[0] || index < 0) {
            throw new AnnotationException("yolo-class", place, "the class index is not a whole number from 0");
        }
        if (index >= classes) {
            throw new AnnotationException(
                            "yolo-class",
                            place,
                            "class " + index + " has no name: there are " + classes + " names in data.yaml")
                    .with(Remedy.CLASSES);
        }
        Row row = new Row(Arrays.copyOfRange(numbers, 1, numbers.length), image, place, ledger);
        Instance.Builder instance = Instance.builder().category(index);
        int used = switch (kind) {
            case DETECT, SEGMENT -> boxOrPolygon(row, instance);
            case POSE -> pose(row, instance);
            case OBB -> corners(row, instance);
        };
        if (used < row.values().length) {
            instance.score(row.values()[used]);
        }
        return instance.build();
    }

    private static double[] numbers(byte[] text, int from, int to, String place) throws AnnotationException {
        double[] numbers = new double[(to - from) / 2 + 1];
        int size = 0;
        for (int p = from; p < to; ) {
            if (isSeparator(text[p])) {
                p++;
                continue;
            }
            int end = p;
            while (end < to && !isSeparator(text[end])) {
                end++;
            }
            numbers[size++] = number(text, p, end, place);
            p = end;
        }
        return Arrays.copyOf(numbers, size);
    }

    private static boolean isSeparator(byte b) {
        return b == ' ' || b == '\t' || b == ',' || b == '\r';
    }

    private static double number(byte[] text, int from, int to, String place) throws AnnotationException {
        double number;
        try {
            number = JsonNumbers.parseDouble(text, from, to);
        } catch (NumberFormatException e) {
            // such as +.5, which is no JSON
            String token = new String(text, from, to - from, StandardCharsets.UTF_8);
            try {
                number = Double.parseDouble(token);
            } catch (NumberFormatException f) {
                throw new AnnotationException("yolo-number", place, "'" + token + "' is not a number");
            }
        }
        if (!Double.isFinite(number)) {
            throw new AnnotationException("yolo-number", place, "a number is not finite");
        }
        return number;
    }

    private static int boxOrPolygon(Row row, Instance.Builder instance) throws AnnotationException {
        double[] values = row.values();
        if (values.length == 4 || values.length == 5) {
            instance.box(box(row));
            return 4;
        }
        if (values.length < 6) {
            throw length(row, "4 of a box, or at least 6 of a polygon");
        }
        int used = values.length / 2 * 2;
        instance.region(new Region.Rings(List.of(points(row, 0, used, 2))));
        return used;
    }

    private int pose(Row row, Instance.Builder instance) throws AnnotationException {
        int dimensions = keypointShape[1];
        int used = 4 + keypointShape[0] * dimensions;
        if (row.values().length != used && row.values().length != used + 1) {
            throw length(row, used + " of a box and " + keypointShape[0] + " keypoints");
        }
        instance.box(box(row));
        double[] read = points(row, 4, used, dimensions);
        double[] keypoints = new double[3 * keypointShape[0]];
        for (int k = 0; k < keypointShape[0]; k++) {
            keypoints[3 * k] = read[dimensions * k];
            keypoints[3 * k + 1] = read[dimensions * k + 1];
            boolean placed = read[dimensions * k] != 0 || read[dimensions * k + 1] != 0;
            keypoints[3 * k + 2] = dimensions == 3 ? read[3 * k + 2] : placed ? 2 : 0;
        }
        boolean labelled = false;
        for (double value : keypoints) {
            labelled |= value != 0;
        }
        // every row of a file has numbers for keypoints: an instance without any has zeros
        instance.keypoints(labelled ? keypoints : null);
        return used;
    }

    private static int corners(Row row, Instance.Builder instance) throws AnnotationException {
        double[] values = row.values();
        if (values.length != 8 && values.length != 9) {
            throw length(row, "8 of four corners");
        }
        double[] corners = points(row, 0, 8, 2);
        TurnedBox box = Quadrilaterals.rectangle(corners);
        if (box == null) {
            instance.region(new Region.Rings(List.of(corners)));
        } else {
            instance.box(box.box()).rotation(box.degrees());
        }
        return 8;
    }

    private static AnnotationException length(Row row, String wanted) {
        return new AnnotationException(
                "yolo-length",
                row.place(),
                "the row has " + row.values().length + " numbers behind the class, not the " + wanted
                        + ", with or without a score");
    }

    private static Box box(Row row) throws AnnotationException {
        double[] box = points(row, 0, 4, 2);
        if (box[2] < 0 || box[3] < 0) {
            throw new AnnotationException("yolo-range", row.place(), "the box has a negative side");
        }
        return new Box(box[0] - box[2] / 2, box[1] - box[3] / 2, box[2], box[3]);
    }

    /** Numbers in pixels from fractions of the sides: x, y in turn, with a third number that stays where there are three. */
    private static double[] points(Row row, int from, int to, int dimensions) throws AnnotationException {
        int width = row.image().width();
        int height = row.image().height();
        double[] points = new double[to - from];
        boolean clipped = false;
        for (int i = 0; i < points.length; i++) {
            double value = row.values()[from + i];
            int dimension = i % dimensions;
            if (dimension < 2) {
                if (value < -OUTSIDE || value > 1 + OUTSIDE) {
                    throw new AnnotationException(
                            "yolo-range",
                            row.place(),
                            value + " is no fraction of the image's side, from 0 to 1; these may be pixels");
                }
                clipped |= value < 0 || value > 1;
                value = value <= 0 ? 0 : Math.min(value, 1);
                value = Fraction.pixels(value, dimension == 0 ? width : height);
            }
            points[i] = value;
        }
        if (clipped) {
            row.ledger().lose(Loss.CLIPPED, row.place());
        }
        return points;
    }
}
