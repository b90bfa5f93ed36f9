package dev.copra.format.region;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.mask.Box;

/** Positions in trees of JSON, in pixels. What is none is told as a problem of its place. */
public final class Positions {
    private static final String CODE = "number";

    private Positions() {}

    /** A member that is a position. @throws AnnotationException if it is no number, or one that no position can be */
    public static double number(JsonNode node, String member, String place) throws AnnotationException {
        return position(node.path(member), "'" + member + "'", place);
    }

    /** An element that is a position. @throws AnnotationException if it is no number, or one that no position can be */
    public static double number(JsonNode list, int index, String place) throws AnnotationException {
        return position(list.path(index), "number " + (index + 1), place);
    }

    private static double position(JsonNode value, String name, String place) throws AnnotationException {
        if (!value.isNumber() || !Plausible.isPosition(value.doubleValue())) {
            throw new AnnotationException(
                    CODE, place, name + " is no possible number" + (value.isMissingNode() ? ": it is not there" : ""));
        }
        return value.doubleValue();
    }

    /** A number such as a score or an area; NaN if there is none. */
    public static double finite(JsonNode value) {
        return value.isNumber() && Double.isFinite(value.doubleValue()) ? value.doubleValue() : Double.NaN;
    }

    /** A box. @throws AnnotationException if a side is negative, or one of the four is no position */
    public static Box box(double left, double top, double width, double height, String place)
            throws AnnotationException {
        if (!(width >= 0 && height >= 0)) {
            throw new AnnotationException(CODE, place, "a box of " + width + " x " + height + " pixels");
        }
        return new Box(left, top, width, height);
    }

    /** Points of a list of pairs, {@code [[x, y], ...]}, as x, y, x, y, ... @param least how many there must be */
    public static double[] pairs(JsonNode list, int least, String place) throws AnnotationException {
        double[] points = new double[2 * list.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = number(list.path(i / 2), i % 2, place + ", point " + (i / 2 + 1));
        }
        return enough(points, least, place);
    }

    /** Points of a list of objects, {@code [{"x": 1, "y": 2}, ...]}, as x, y, x, y, ... @param least how many there must be */
    public static double[] points(JsonNode list, int least, String place) throws AnnotationException {
        double[] points = new double[2 * list.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = number(list.path(i / 2), i % 2 == 0 ? "x" : "y", place + ", point " + (i / 2 + 1));
        }
        return enough(points, least, place);
    }

    /** The same points. @throws AnnotationException if they are too few */
    public static double[] enough(double[] points, int least, String place) throws AnnotationException {
        if (points.length < 2 * least) {
            throw new AnnotationException(
                    "points", place, points.length / 2 + " points, where " + least + " are needed");
        }
        return points;
    }
}
