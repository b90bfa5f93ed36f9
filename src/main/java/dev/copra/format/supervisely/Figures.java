package dev.copra.format.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.EvenOdd;
import dev.copra.format.region.Positions;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes instances of figures. Those of one class and one {@code instance} are one. */
final class Figures {
    /** Tags that are not what annotators said. */
    static final String SCORE = "confidence";

    static final String CROWD = "iscrowd";
    static final String TRACK = "track_id";
    static final Set<String> OWN_TAGS = Set.of(SCORE, CROWD, TRACK);

    private static final Set<String> KNOWN = Set.of(
            "id",
            "classId",
            "classTitle",
            "geometryType",
            "shape",
            "objectId",
            "description",
            "labelerLogin",
            "createdAt",
            "updatedAt",
            "tags",
            "points",
            "bitmap",
            "nodes",
            "vertices",
            "instance",
            "area",
            "nnCreated",
            "nnUpdated",
            "smartToolInput",
            "priority");

    private Figures() {}

    /**
     * A figure.
     *
     * @param number in its file, from 1
     */
    record Figure(JsonNode node, int number) {
        String type() {
            return node.path("geometryType").asText(node.path("shape").asText(""));
        }

        boolean isRegion() {
            return type().equals("bitmap") || type().equals("alpha_mask") || type().equals("line");
        }
    }

    /** What belongs together: polygons or one other region, a rectangle and keypoints. */
    static Collection<List<Figure>> objects(JsonNode figures) {
        List<List<Figure>> objects = new ArrayList<>();
        Map<String, List<Figure>> open = new LinkedHashMap<>();
        int number = 0;
        for (JsonNode node : figures) {
            Figure figure = new Figure(node, ++number);
            String instance = node.path("instance").asText("");
            String key = instance + '\0' + node.path("classTitle").asText("");
            List<Figure> object = instance.isEmpty() || node.path("instance").isNull() ? null : open.get(key);
            if (object == null || !joins(object, figure)) {
                object = new ArrayList<>();
                open.put(key, object);
                objects.add(object);
            }
            object.add(figure);
        }
        return objects;
    }

    private static boolean joins(List<Figure> object, Figure figure) {
        for (Figure other : object) {
            boolean arePolygons =
                    figure.type().equals("polygon") && other.type().equals("polygon");
            boolean areRegions = (figure.isRegion() || figure.type().equals("polygon"))
                    && (other.isRegion() || other.type().equals("polygon"));
            if (!arePolygons && (areRegions || figure.type().equals(other.type()))) {
                return false;
            }
        }
        return true;
    }

    /**
     * The instance of figures; what else the first one says holds for all.
     *
     * @param nodes by the name of a keypoint's node, its position in the category
     */
    static Instance instance(
            List<Figure> object,
            int position,
            DatasetCategory category,
            Map<String, Integer> nodes,
            DatasetImage image,
            long maxPixels,
            String place)
            throws AnnotationException {
        Instance.Builder instance = Instance.builder().category(position);
        List<double[]> rings = new ArrayList<>();
        for (Figure figure : object) {
            JsonNode node = figure.node();
            JsonNode exterior = node.path("points").path("exterior");
            switch (figure.type()) {
                case "polygon" -> rings.addAll(polygon(node.path("points"), image, place));
                case "bitmap", "alpha_mask" -> {
                    Rle mask = Bitmap.read(node.path("bitmap"), image, maxPixels, place);
                    instance.region(new Region.Raster(mask));
                }
                case "line", "polyline" -> instance.region(new Region.Line(Positions.pairs(exterior, 2, place)));
                case "rectangle" -> instance.box(Regions.bounds(new Region.Line(Positions.pairs(exterior, 2, place))));
                case "point" -> {
                    double[] at = Positions.pairs(exterior, 1, place);
                    instance.keypoints(new double[] {at[0], at[1], 2});
                    if (object.size() == 1) {
                        instance.box(new Box(at[0], at[1], 0, 0));
                    }
                }
                case "graph" ->
                    instance.keypoints(graph(
                            node.path("nodes"), nodes, category.keypoints().size(), place));
                default ->
                    throw new AnnotationException(
                            "supervisely-type", place, "the geometryType '" + figure.type() + "' is not known");
            }
        }
        if (!rings.isEmpty()) {
            instance.region(new Region.Rings(rings));
        }
        members(object.get(0).node(), instance);
        return instance.build();
    }

    private static List<double[]> polygon(JsonNode points, DatasetImage image, String place)
            throws AnnotationException {
        List<double[]> paths = new ArrayList<>();
        paths.add(Positions.pairs(points.path("exterior"), 3, place));
        for (JsonNode hole : points.path("interior")) {
            paths.add(Positions.pairs(hole, 3, place + ", hole " + paths.size()));
        }
        return EvenOdd.region(paths, image).rings();
    }

    private static double[] graph(JsonNode graph, Map<String, Integer> nodes, int count, String place)
            throws AnnotationException {
        double[] keypoints = new double[3 * count];
        for (Map.Entry<String, JsonNode> node : graph.properties()) {
            Integer k = nodes.get(node.getKey());
            if (k == null) {
                throw new AnnotationException(
                        "supervisely-node", place, "the class has no node '" + node.getKey() + "' in meta.json");
            }
            JsonNode at = node.getValue().path("loc");
            keypoints[3 * k] = Positions.number(at, 0, place);
            keypoints[3 * k + 1] = Positions.number(at, 1, place);
            keypoints[3 * k + 2] = node.getValue().path("disabled").asBoolean() ? 1 : 2;
        }
        return keypoints;
    }

    private static void members(JsonNode figure, Instance.Builder instance) {
        instance.id(IdNodes.id(figure.get("id")));
        instance.area(Positions.finite(figure.path("area")));
        if (!figure.path("description").asText("").isEmpty()) {
            instance.attribute("description", figure.get("description"));
        }
        for (JsonNode tag : figure.path("tags")) {
            String name = tag.path("name").asText("");
            switch (name) {
                case SCORE -> instance.score(Positions.finite(tag.path("value")));
                case CROWD -> instance.crowd(true);
                case TRACK -> instance.track(IdNodes.id(tag.get("value")));
                default -> instance.attribute(name, value(tag));
            }
        }
        for (Map.Entry<String, JsonNode> member : figure.properties()) {
            if (!isKnown(member.getKey())) {
                instance.extra(member.getKey(), member.getValue());
            }
        }
    }

    /** The value of a tag, which without one says that it holds. */
    static JsonNode value(JsonNode tag) {
        JsonNode value = tag.path("value");
        return value.isMissingNode() || value.isNull() ? BooleanNode.TRUE : value;
    }

    /** Whether a member of an instance would be taken for one that figures have. */
    static boolean isKnown(String member) {
        return KNOWN.contains(member);
    }
}
