package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.Ellipse;
import dev.copra.format.region.EvenOdd;
import dev.copra.format.region.Positions;
import dev.copra.format.text.AttributeText;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes instances of annotations. */
final class Annotations {
    /** The attribute of what stands for a group. */
    static final String CROWD = "iscrowd";

    private static final Set<String> KNOWN = Set.of(
            "id",
            "name",
            "slot_names",
            "bounding_box",
            "polygon",
            "ellipse",
            "keypoint",
            "line",
            "skeleton",
            "tag",
            "mask",
            "raster_layer",
            "cuboid",
            "attributes",
            "properties",
            "text",
            "instance_id",
            "directional_vector",
            "inference",
            "annotators",
            "reviewers",
            "ranges",
            "hidden_areas",
            "frames");

    private Annotations() {}

    /**
     * The instance of an annotation, with the keypoints of another one.
     *
     * @param layer null if the image has none
     * @param nodes the names of the keypoints of its category
     * @return null if the annotation is none of an object
     */
    static Instance.Builder instance(
            JsonNode annotation, DatasetImage image, RasterLayer layer, List<String> nodes, String place)
            throws AnnotationException {
        Instance.Builder instance = Instance.builder();
        boolean hasPlace = box(instance, annotation, place);
        if (annotation.has("polygon")) {
            instance.region(polygon(annotation.get("polygon"), image, place));
        } else if (annotation.has("ellipse")) {
            instance.region(ellipse(annotation.get("ellipse"), place));
        } else if (annotation.has("line")) {
            JsonNode line = annotation.get("line");
            JsonNode path =
                    line.has("path") ? line.get("path") : line.path("paths").path(0);
            instance.region(new Region.Line(Positions.points(path, 2, place)));
        } else if (annotation.has("mask")) {
            Rle mask = layer == null ? null : layer.mask(annotation.path("id").asText(""));
            if (mask == null) {
                throw new AnnotationException("darwin-mask", place, "no raster layer has this mask");
            }
            instance.region(new Region.Raster(mask));
        } else if (annotation.has("skeleton")) {
            instance.keypoints(skeleton(annotation.get("skeleton"), nodes, place));
        } else if (annotation.has("keypoint")) {
            double x = Positions.number(annotation.get("keypoint"), "x", place);
            double y = Positions.number(annotation.get("keypoint"), "y", place);
            instance.keypoints(new double[] {x, y, 2}).box(new Box(x, y, 0, 0));
        } else if (!hasPlace) {
            throw new AnnotationException(
                    "darwin-type", place, "this is no box, polygon, ellipse, line, mask, keypoint or skeleton");
        }
        members(instance, annotation);
        return instance;
    }

    private static boolean box(Instance.Builder instance, JsonNode annotation, String place)
            throws AnnotationException {
        JsonNode box = annotation.path("bounding_box");
        if (box.isObject()) {
            instance.box(Positions.box(
                    Positions.number(box, "x", place),
                    Positions.number(box, "y", place),
                    Positions.number(box, "w", place),
                    Positions.number(box, "h", place),
                    place));
        }
        return box.isObject();
    }

    private static Region polygon(JsonNode polygon, DatasetImage image, String place) throws AnnotationException {
        List<double[]> paths = new ArrayList<>();
        if (polygon.has("path")) {
            // as version 1 has it
            paths.add(Positions.points(polygon.get("path"), 3, place));
        }
        for (JsonNode path : polygon.path("paths")) {
            paths.add(Positions.points(path, 3, place + ", path " + (paths.size() + 1)));
        }
        if (paths.isEmpty()) {
            throw new AnnotationException("darwin-polygon", place, "the polygon has no path");
        }
        return EvenOdd.region(paths, image);
    }

    private static Region ellipse(JsonNode ellipse, String place) throws AnnotationException {
        double radiusX = Positions.number(ellipse.path("radius"), "x", place);
        double radiusY = Positions.number(ellipse.path("radius"), "y", place);
        double radians = ellipse.has("angle") ? Positions.number(ellipse, "angle", place) : 0;
        double[] ring = Ellipse.ring(
                Positions.number(ellipse.path("center"), "x", place),
                Positions.number(ellipse.path("center"), "y", place),
                Math.abs(radiusX),
                Math.abs(radiusY),
                Math.toDegrees(radians));
        return new Region.Rings(List.of(ring));
    }

    /** The keypoints of a skeleton. @param nodes the names of all keypoints of its category */
    static double[] skeleton(JsonNode skeleton, List<String> nodes, String place) throws AnnotationException {
        double[] keypoints = new double[3 * nodes.size()];
        for (JsonNode node : skeleton.path("nodes")) {
            int k = nodes.indexOf(node.path("name").asText(""));
            if (k < 0) {
                throw new AnnotationException("darwin-node", place, "a node of the skeleton has no name");
            }
            keypoints[3 * k] = Positions.number(node, "x", place);
            keypoints[3 * k + 1] = Positions.number(node, "y", place);
            keypoints[3 * k + 2] = node.path("occluded").asBoolean() ? 1 : 2;
        }
        return keypoints;
    }

    private static void members(Instance.Builder instance, JsonNode annotation) {
        for (JsonNode attribute : annotation.path("attributes")) {
            if (attribute.asText("").equals(CROWD)) {
                instance.crowd(true);
            } else {
                instance.attribute(attribute.asText(""), BooleanNode.TRUE);
            }
        }
        properties(annotation.path("properties")).forEach(instance::attribute);
        if (annotation.path("text").path("text").isTextual()) {
            instance.attribute("text", annotation.get("text").get("text"));
        }
        instance.track(IdNodes.id(annotation.path("instance_id").get("value")));
        instance.score(Positions.finite(annotation.path("inference").path("confidence")));
        for (Map.Entry<String, JsonNode> member : annotation.properties()) {
            if (!isKnown(member.getKey())) {
                instance.extra(member.getKey(), member.getValue());
            }
        }
    }

    /** Properties by name; one that comes several times has a list of values. */
    static Map<String, JsonNode> properties(JsonNode list) {
        Map<String, JsonNode> properties = new LinkedHashMap<>();
        for (JsonNode property : list) {
            JsonNode value = property.path("value");
            if (!value.isNull() && !value.isMissingNode()) {
                JsonNode parsed = value.isTextual() ? AttributeText.parse(value.textValue()) : value;
                properties.merge(property.path("name").asText(""), parsed, Annotations::both);
            }
        }
        return properties;
    }

    private static JsonNode both(JsonNode values, JsonNode value) {
        ArrayNode list = values instanceof ArrayNode known
                ? known
                : JsonNodeFactory.instance.arrayNode().add(values);
        return list.add(value);
    }

    /** Whether a member of an instance would be taken for one that annotations have. */
    static boolean isKnown(String member) {
        return KNOWN.contains(member);
    }
}
