package dev.copra.format.via;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.region.Ellipse;
import dev.copra.format.region.Positions;
import dev.copra.mask.Box;
import java.util.List;

/** Makes places of shapes. Positions are in pixels of the image; angles are radians, clockwise. */
final class ViaRegions {
    /** The shapes of VIA 3 by their numbers. */
    private static final List<String> SHAPES =
            List.of("", "point", "rect", "circle", "ellipse", "line", "polyline", "polygon", "extreme_rect");

    private ViaRegions() {}

    /** Sets the place of a shape of VIA 2, {@code {"name": "rect", "x": 1, ...}}. */
    static void place(Instance.Builder instance, JsonNode shape, String place) throws AnnotationException {
        String name = shape.path("name").asText("");
        switch (name) {
            case "rect", "rectangle" ->
                instance.box(Positions.box(
                        Positions.number(shape, "x", place),
                        Positions.number(shape, "y", place),
                        Positions.number(shape, "width", place),
                        Positions.number(shape, "height", place),
                        place));
            case "circle" -> {
                double radius = Positions.number(shape, "r", place);
                ellipse(instance, centre(shape, place), radius, radius, 0, place);
            }
            case "ellipse" ->
                ellipse(
                        instance,
                        centre(shape, place),
                        Positions.number(shape, "rx", place),
                        Positions.number(shape, "ry", place),
                        shape.has("theta") ? Positions.number(shape, "theta", place) : 0,
                        place);
            case "polygon" -> instance.region(new Region.Rings(List.of(points(shape, 3, place))));
            case "polyline" -> instance.region(new Region.Line(points(shape, 2, place)));
            case "point" -> point(instance, centre(shape, place));
            default -> throw new AnnotationException("via-shape", place, "the shape '" + name + "' is not known");
        }
    }

    /** Sets the place of a shape of VIA 3: its number, and the numbers of its place. */
    static void place3(Instance.Builder instance, JsonNode xy, String place) throws AnnotationException {
        int number = xy.path(0).asInt();
        double[] at = new double[Math.max(0, xy.size() - 1)];
        for (int i = 0; i < at.length; i++) {
            at[i] = Positions.number(xy, i + 1, place);
        }
        String name = number > 0 && number < SHAPES.size() ? SHAPES.get(number) : "";
        switch (name) {
            case "point" -> point(instance, enough(at, 2, place));
            case "rect" -> {
                enough(at, 4, place);
                instance.box(Positions.box(at[0], at[1], at[2], at[3], place));
            }
            case "circle" -> ellipse(instance, enough(at, 3, place), at[2], at[2], 0, place);
            case "ellipse" -> ellipse(instance, enough(at, 4, place), at[2], at[3], 0, place);
            case "line", "polyline" -> instance.region(new Region.Line(pairs(at, 2, place)));
            case "polygon" -> instance.region(new Region.Rings(List.of(pairs(at, 3, place))));
            case "extreme_rect" -> instance.box(bounds(pairs(at, 2, place)));
            default -> throw new AnnotationException("via-shape", place, "the shape " + xy.path(0) + " is not known");
        }
    }

    private static double[] centre(JsonNode shape, String place) throws AnnotationException {
        return new double[] {Positions.number(shape, "cx", place), Positions.number(shape, "cy", place)};
    }

    private static void point(Instance.Builder instance, double[] at) {
        instance.keypoints(new double[] {at[0], at[1], 2}).box(new Box(at[0], at[1], 0, 0));
    }

    private static void ellipse(
            Instance.Builder instance, double[] centre, double radiusX, double radiusY, double radians, String place)
            throws AnnotationException {
        if (!(radiusX >= 0 && radiusY >= 0)) {
            throw new AnnotationException("via-shape", place, "a radius is negative");
        }
        double degrees = Math.toDegrees(radians);
        instance.region(new Region.Rings(List.of(Ellipse.ring(centre[0], centre[1], radiusX, radiusY, degrees))));
    }

    private static double[] points(JsonNode shape, int least, String place) throws AnnotationException {
        JsonNode x = shape.path("all_points_x");
        JsonNode y = shape.path("all_points_y");
        if (x.size() != y.size()) {
            throw new AnnotationException(
                    "via-points", place, x.size() + " points have an x, but " + y.size() + " have a y");
        }
        double[] points = new double[2 * x.size()];
        for (int i = 0; i < points.length; i++) {
            points[i] = Positions.number(i % 2 == 0 ? x : y, i / 2, place);
        }
        return Positions.enough(points, least, place);
    }

    private static double[] pairs(double[] at, int least, String place) throws AnnotationException {
        if (at.length % 2 != 0) {
            throw new AnnotationException("via-points", place, at.length + " numbers are no pairs of x and y");
        }
        return Positions.enough(at, least, place);
    }

    private static double[] enough(double[] at, int least, String place) throws AnnotationException {
        if (at.length < least) {
            throw new AnnotationException(
                    "via-points", place, "the shape has " + at.length + " numbers, where " + least + " are needed");
        }
        return at;
    }

    private static Box bounds(double[] points) {
        return Regions.bounds(new Region.Line(points));
    }
}
