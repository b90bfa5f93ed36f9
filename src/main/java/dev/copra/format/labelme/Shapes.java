package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.Ellipse;
import dev.copra.format.region.Plausible;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.image.LabelPng;
import dev.copra.io.Remedy;
import dev.copra.json.JsonMembers;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** Makes instances of shapes. */
final class Shapes {
    private static final Set<String> KNOWN = Set.of(
            "label",
            "points",
            "group_id",
            "shape_type",
            "flags",
            "description",
            "mask",
            "attributes",
            "difficult",
            "kie_linking",
            "direction",
            "line_color",
            "fill_color",
            "id",
            "score",
            "iscrowd",
            "track_id",
            "area",
            "bbox");

    private Shapes() {}

    /** The shape of one part of an instance. */
    private record Part(Box box, double rotation, Region region) {}

    /**
     * The instance of shapes that share a label and a group.
     *
     * @param shapes not points; what else the first one says holds for all
     * @param keypoints null if it has none
     * @param place file and number of the shape, for messages
     */
    static Instance instance(
            List<JsonMembers> shapes,
            int category,
            double[] keypoints,
            DatasetImage image,
            long maxPixels,
            String place)
            throws AnnotationException {
        Instance.Builder instance = Instance.builder().category(category).keypoints(keypoints);
        List<Part> parts = new ArrayList<>();
        for (JsonMembers shape : shapes) {
            parts.add(part(shape, image, maxPixels, place));
        }
        if (parts.size() == 1) {
            Part part = parts.get(0);
            instance.box(part.box()).rotation(part.rotation()).region(part.region());
        } else if (!parts.isEmpty()) {
            instance.region(joined(parts, image, place));
        }
        if (!shapes.isEmpty()) {
            members(shapes.get(0), instance);
        }
        return instance.build();
    }

    private static Region joined(List<Part> parts, DatasetImage image, String place) throws AnnotationException {
        List<double[]> rings = new ArrayList<>();
        List<Rle> masks = new ArrayList<>();
        for (Part part : parts) {
            if (part.region() instanceof Region.Line) {
                throw new AnnotationException(
                        "labelme-group", place, "a line and an area share a label and a group_id; they are left out");
            } else if (part.region() instanceof Region.Raster raster) {
                masks.add(raster.mask());
            } else {
                rings.addAll(
                        part.region() instanceof Region.Rings own
                                ? own.rings()
                                : List.of(new TurnedBox(part.box(), part.rotation()).ring()));
            }
        }
        if (masks.isEmpty()) {
            return new Region.Rings(rings);
        }
        masks.add(Regions.mask(new Region.Rings(rings), image.height(), image.width()));
        return new Region.Raster(Rle.union(masks));
    }

    private static Part part(JsonMembers shape, DatasetImage image, long maxPixels, String place)
            throws AnnotationException {
        double[] points = points(shape, place);
        String type = shape.text("shape_type");
        return switch (type == null ? "" : type) {
            case "", "null", "polygon" -> {
                require(points, 3, "a polygon", place);
                yield new Part(null, 0, new Region.Rings(List.of(points)));
            }
            case "rectangle" -> {
                require(points, 2, "a rectangle", place);
                yield new Part(Regions.bounds(new Region.Line(points)), 0, null);
            }
            case "rotation", "oriented_rectangle" -> {
                require(points, 4, "a turned rectangle", place);
                TurnedBox box = Quadrilaterals.rectangle(points);
                yield box == null
                        ? new Part(null, 0, new Region.Rings(List.of(points)))
                        : new Part(box.box(), box.degrees(), null);
            }
            case "circle" -> {
                require(points, 2, "a circle", place);
                double radius = Math.hypot(points[2] - points[0], points[3] - points[1]);
                yield new Part(
                        null, 0, new Region.Rings(List.of(Ellipse.ring(points[0], points[1], radius, radius, 0))));
            }
            case "line", "linestrip" -> {
                require(points, 2, "a line", place);
                yield new Part(null, 0, new Region.Line(points));
            }
            case "mask" -> {
                require(points, 2, "a mask", place);
                yield new Part(null, 0, new Region.Raster(mask(shape, points, image, maxPixels, place)));
            }
            default -> throw new AnnotationException("labelme-type", place, "the shape_type " + type + " is not known");
        };
    }

    private static void require(double[] points, int least, String what, String place) throws AnnotationException {
        if (points.length < 2 * least) {
            throw new AnnotationException(
                    "labelme-points", place, what + " has at least " + least + " points, not " + points.length / 2);
        }
    }

    /** The points of a shape, x and y in turn. */
    static double[] points(JsonMembers shape, String place) throws AnnotationException {
        double[] points = shape.pairs("points");
        if (points == null) {
            return points(shape.tree("points"), place);
        }
        for (int i = 0; i < points.length; i++) {
            if (!Plausible.isPosition(points[i])) {
                throw badPoint(i / 2, place);
            }
        }
        return points;
    }

    /** The same of points that may have more than two numbers, or fewer. */
    private static double[] points(JsonNode list, String place) throws AnnotationException {
        double[] points = new double[list.isArray() ? 2 * list.size() : 0];
        for (int i = 0; i < points.length / 2; i++) {
            JsonNode point = list.get(i);
            if (!point.path(0).isNumber()
                    || !point.path(1).isNumber()
                    || !Plausible.isPosition(point.get(0).doubleValue())
                    || !Plausible.isPosition(point.get(1).doubleValue())) {
                throw badPoint(i, place);
            }
            points[2 * i] = point.get(0).doubleValue();
            points[2 * i + 1] = point.get(1).doubleValue();
        }
        return points;
    }

    private static AnnotationException badPoint(int at, String place) {
        return new AnnotationException("labelme-points", place, "point " + (at + 1) + " is no pair of numbers");
    }

    /** A PNG of the pixels from the first point to the second one, both included. */
    private static Rle mask(JsonMembers shape, double[] points, DatasetImage image, long maxPixels, String place)
            throws AnnotationException {
        if (!image.hasSize()) {
            throw new AnnotationException(
                            "labelme-size", place, "a mask needs imageWidth and imageHeight, or the image")
                    .with(Remedy.IMAGES);
        }
        LabelPng picture;
        String png = shape.text("mask");
        try {
            picture = LabelPng.read(Base64.getMimeDecoder().decode(png == null ? "" : png), "mask", maxPixels);
        } catch (IOException | IllegalArgumentException e) {
            throw new AnnotationException("labelme-mask", place, "the mask is no PNG in base64: " + e.getMessage());
        }
        int left = (int) Math.min(points[0], points[2]);
        int top = (int) Math.min(points[1], points[3]);
        byte[] dense = new byte[picture.width() * picture.height()];
        for (int y = 0, i = 0; y < picture.height(); y++) {
            for (int x = 0; x < picture.width(); x++, i++) {
                dense[x * picture.height() + y] = (byte) (picture.values()[i] == 0 ? 0 : 1);
            }
        }
        if (left < 0 || top < 0 || left + picture.width() > image.width() || top + picture.height() > image.height()) {
            throw new AnnotationException(
                    "labelme-mask",
                    place,
                    "the mask of " + picture.width() + " x " + picture.height() + " pixels at " + left + ", " + top
                            + " does not lie in the image of " + image.width() + " x " + image.height());
        }
        return Rle.ofDense(dense, picture.height(), picture.width()).place(left, top, image.height(), image.width());
    }

    private static void members(JsonMembers shape, Instance.Builder instance) {
        shape.tree("flags").properties().forEach(flag -> instance.attribute(flag.getKey(), flag.getValue()));
        shape.tree("attributes").properties().forEach(a -> instance.attribute(a.getKey(), a.getValue()));
        if (shape.first("description") == '"' && !shape.text("description").isEmpty()) {
            instance.attribute("description", shape.tree("description"));
        }
        if (shape.tree("difficult").asBoolean()) {
            instance.attribute("difficult", BooleanNode.TRUE);
        }
        instance.id(IdNodes.id(shape, "id"));
        instance.track(IdNodes.id(shape, "track_id"));
        instance.crowd(shape.tree("iscrowd").asBoolean());
        instance.score(shape.number("score"));
        instance.area(shape.number("area"));
        JsonNode box = shape.tree("bbox");
        double[] sides = new double[4];
        boolean usable = box.size() == 4 && box.isArray();
        for (int i = 0; usable && i < 4; i++) {
            sides[i] = box.get(i).asDouble(Double.NaN);
            usable = Plausible.isPosition(sides[i]) && (i < 2 || sides[i] >= 0);
        }
        if (usable) {
            instance.box(new Box(sides[0], sides[1], sides[2], sides[3]));
        }
        for (int m = 0; m < shape.size(); m++) {
            String name = shape.name(m);
            if (!KNOWN.contains(name)) {
                instance.extra(name, shape.tree(m));
            }
        }
    }

    /** Whether a member of an instance would be taken for one that shapes have. */
    static boolean isKnown(String member) {
        return KNOWN.contains(member);
    }
}
