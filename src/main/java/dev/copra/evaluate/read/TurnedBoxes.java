package dev.copra.evaluate.read;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Segmentation;
import dev.copra.coco.region.BoxRotation;
import dev.copra.mask.Box;
import dev.copra.shape.TurnedBox;

/**
 * How turned boxes are read.
 *
 * @param angle what the fifth of five numbers is, or null for the usual: degrees anticlockwise in {@code bbox}, radians clockwise in
 *     {@code obb}
 * @param difficult whether objects that are marked as difficult do not count
 */
public record TurnedBoxes(BoxAngle angle, boolean difficult) {
    /** Nothing special. */
    public static final TurnedBoxes USUAL = new TurnedBoxes(null, false);

    /**
     * The corners of a record's box, x and y of each: of {@code obb}, of a {@code bbox} of five or eight numbers, of a
     * {@code segmentation} that is one ring of four corners, of a {@code bbox} of four numbers that {@code attributes.rotation} turns.
     */
    double[] corners(CocoRecord record) throws AnnotationException {
        if (!hasNumbersOfTurned(record)
                && !record.isNull("segmentation")
                && record.segmentation() instanceof Segmentation.Polygons polygons
                && polygons.rings().size() == 1
                && polygons.rings().get(0).length == 8) {
            return finite(record, "segmentation", polygons.rings().get(0));
        }
        return box(record);
    }

    private static boolean hasNumbersOfTurned(CocoRecord record) throws AnnotationException {
        if (numbers(record, "obb") != null) {
            return true;
        }
        double[] bbox = numbers(record, "bbox");
        return bbox != null && bbox.length != 4;
    }

    /**
     * The corners of a record's box alone, whatever its segmentation is: x and y of each.
     *
     * @throws AnnotationException if it has neither {@code obb} nor {@code bbox}, or they are no box
     */
    public double[] box(CocoRecord record) throws AnnotationException {
        double[] obb = numbers(record, "obb");
        if (obb != null) {
            return corners(record, "obb", obb, BoxAngle.RADIANS);
        }
        double[] bbox = numbers(record, "bbox");
        if (bbox == null) {
            throw record.wrong("bbox-missing", "there is neither obb nor bbox nor a segmentation of four corners");
        }
        if (bbox.length != 4) {
            return corners(record, "bbox", bbox, BoxAngle.DEGREES);
        }
        finite(record, "bbox", bbox);
        return turned(record, "bbox", bbox[0], bbox[1], bbox[2], bbox[3], BoxRotation.degrees(record));
    }

    /** The upright box around four corners. @param corners x and y of each */
    public static Box around(double[] corners) {
        double[] bounds = bounds(corners);
        return new Box(bounds[0], bounds[1], bounds[2], bounds[3]);
    }

    /** Whether four corners, as {@link #box} answers them, are those of an upright box. */
    public static boolean isUpright(double[] corners) {
        return corners[0] == corners[6]
                && corners[1] == corners[3]
                && corners[2] == corners[4]
                && corners[5] == corners[7];
    }

    private static double[] numbers(CocoRecord record, String member) throws AnnotationException {
        double[] numbers = record.isNull(member) ? null : record.numbers(member);
        return numbers == null || numbers.length == 0 ? null : numbers;
    }

    private double[] corners(CocoRecord record, String member, double[] numbers, BoxAngle usual)
            throws AnnotationException {
        finite(record, member, numbers);
        if (numbers.length == 8) {
            return numbers;
        }
        if (numbers.length != 5) {
            throw record.wrong(
                    "bbox-length",
                    member + " has " + numbers.length + " numbers instead of "
                            + (member.equals("bbox") ? "4 (left, top, width, height), " : "")
                            + "5 (centre, width, height, angle) or 8 (corners)");
        }
        return turned(
                record,
                member,
                numbers[0] - numbers[2] / 2,
                numbers[1] - numbers[3] / 2,
                numbers[2],
                numbers[3],
                (angle == null ? usual : angle).degrees(numbers[4]));
    }

    private static double[] turned(
            CocoRecord record, String member, double x, double y, double width, double height, double degrees)
            throws AnnotationException {
        if (width < 0 || height < 0) {
            throw record.wrong("bbox-negative", member + " is " + width + " wide and " + height + " high");
        }
        return new TurnedBox(new Box(x, y, width, height), degrees).ring();
    }

    private static double[] finite(CocoRecord record, String member, double[] numbers) throws AnnotationException {
        for (double number : numbers) {
            if (!Double.isFinite(number)) {
                throw record.wrong("bbox-nonfinite", member + " has the number " + number);
            }
        }
        return numbers;
    }

    /** Whether an object does not count because it is difficult. */
    boolean passesOver(CocoRecord record) throws AnnotationException {
        if (!difficult) {
            return false;
        }
        JsonNode attribute =
                record.first("attributes") == '{' ? record.tree("attributes").get("difficult") : null;
        return record.flag("difficult") || attribute != null && attribute.asInt(attribute.asBoolean() ? 1 : 0) != 0;
    }

    /** The upright box around four corners: x, y, width, height. */
    static double[] bounds(double[] corners) {
        double left = Math.min(Math.min(corners[0], corners[2]), Math.min(corners[4], corners[6]));
        double right = Math.max(Math.max(corners[0], corners[2]), Math.max(corners[4], corners[6]));
        double top = Math.min(Math.min(corners[1], corners[3]), Math.min(corners[5], corners[7]));
        double bottom = Math.max(Math.max(corners[1], corners[3]), Math.max(corners[5], corners[7]));
        return new double[] {left, top, right - left, bottom - top};
    }
}
