package dev.copra.format.datumaro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import dev.copra.mask.Box;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Reads the categories first, and then item by item. */
final class DatumaroSource implements DatasetSource {
    /** Attributes that are not what annotators said. */
    static final Set<String> OWN_ATTRIBUTES = Set.of("is_crowd", "score", "track_id", "rotation");

    private static final int MOST_PIXELS_A_SIDE = 1 << 20;

    private final Input input;
    private final ReadOptions options;
    private final Catalog catalog;

    DatumaroSource(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        JsonNode categories = JsonList.membersBut(this.input, "items").path("categories");
        Map<Integer, JsonNode> points = new HashMap<>();
        for (JsonNode item : categories.path("points").path("items")) {
            points.put(item.path("label_id").asInt(-1), item);
        }
        List<DatasetCategory> list = new ArrayList<>();
        for (JsonNode label : categories.path("label").path("labels")) {
            JsonNode item = points.get(list.size());
            List<String> keypoints = new ArrayList<>();
            List<DatasetCategory.Joint> joints = new ArrayList<>();
            if (item != null) {
                item.path("labels").forEach(name -> keypoints.add(name.asText()));
                item.path("joints")
                        .forEach(joint -> joints.add(new DatasetCategory.Joint(
                                joint.path(0).asInt() - 1, joint.path(1).asInt() - 1)));
            }
            String parent = label.path("parent").asText("");
            list.add(new DatasetCategory(
                    Id.NONE,
                    label.path("name").asText(""),
                    parent.isEmpty() ? null : parent,
                    keypoints,
                    joints,
                    Map.of()));
        }
        catalog = new Catalog(list);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (JsonList items = new JsonList(input, "items")) {
            for (JsonNode item = items.next(); item != null; item = items.next()) {
                try {
                    item(item, items.place(), visitor);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
    }

    private void item(JsonNode item, String place, Visitor visitor) throws IOException, AnnotationException {
        JsonNode media = item.has("image") ? item.get("image") : item.path("media");
        String name = media.path("path").asText("");
        if (name.isEmpty()) {
            name = item.path("id").asText("");
            if (name.isEmpty()) {
                throw new AnnotationException("datumaro-item", place, "the item has no id and names no image");
            }
            name += ".jpg";
        }
        int height = media.path("size").path(0).asInt();
        int width = media.path("size").path(1).asInt();
        if (Math.min(height, width) < 0 || Math.max(height, width) > MOST_PIXELS_A_SIDE) {
            throw new AnnotationException(
                    "image-size", place, "an image of " + width + " x " + height + " pixels is not possible");
        }
        DatasetImage image = new DatasetImage(
                        IdNodes.id(item.path("attr").path("id")), name.replace('\\', '/'), "", width, height)
                .withFolder(options.beside());
        List<Instance> instances = new ArrayList<>();
        for (List<JsonNode> object : objects(item.path("annotations"))) {
            try {
                Instance instance = instance(object, image, place);
                if (instance == null) {
                    options.ledger().lose(Loss.INSTANCE, name);
                } else {
                    instances.add(instance);
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            } catch (IllegalArgumentException e) {
                options.problems()
                        .add(new AnnotationException("datumaro-annotation", where(place, object), e.getMessage()));
            }
        }
        visitor.image(image, instances);
    }

    /** What belongs together: annotations of one group and label, as long as it has one box, mask and set of points. */
    private static Collection<List<JsonNode>> objects(JsonNode annotations) {
        List<List<JsonNode>> objects = new ArrayList<>();
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode annotation : annotations) {
            int group = annotation.path("group").asInt();
            String key = group + " " + annotation.path("label_id");
            List<JsonNode> object = group == 0 ? null : groups.get(key);
            if (object == null || !joins(object, annotation)) {
                object = new ArrayList<>();
                groups.put(key, object);
                objects.add(object);
            }
            object.add(annotation);
        }
        return objects;
    }

    private static boolean joins(List<JsonNode> object, JsonNode annotation) {
        String type = annotation.path("type").asText();
        for (JsonNode other : object) {
            String met = other.path("type").asText();
            boolean arePolygons = type.equals("polygon") && met.equals("polygon");
            if (!arePolygons && (isRegion(type) && isRegion(met) || type.equals(met))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRegion(String type) {
        return type.equals("polygon") || type.equals("mask") || type.equals("polyline");
    }

    private Instance instance(List<JsonNode> object, DatasetImage image, String place) throws AnnotationException {
        JsonNode first = object.get(0);
        String where = where(place, object);
        Instance.Builder instance = Instance.builder();
        JsonNode id = first.path("id");
        instance.id(id.isIntegralNumber() && id.longValue() == 0 ? Id.NONE : IdNodes.id(id));
        JsonNode label = first.path("label_id");
        if (label.isNumber()) {
            if (label.intValue() < 0 || label.intValue() >= catalog.categories().size()) {
                throw new AnnotationException("category-unknown", where, "there is no label " + label);
            }
            instance.category(label.intValue());
        }
        attributes(instance, first.path("attributes"));
        if (first.path("z_order").asInt() != 0) {
            instance.extra("z_order", first.get("z_order"));
        }
        List<double[]> rings = new ArrayList<>();
        boolean hasPlace = false;
        for (JsonNode annotation : object) {
            switch (annotation.path("type").asText()) {
                case "bbox" -> instance.box(box(annotation.path("bbox"), where));
                case "polygon" -> rings.add(positions(annotation.path("points"), where));
                case "polyline" -> instance.region(new Region.Line(positions(annotation.path("points"), where)));
                case "mask" -> instance.region(new Region.Raster(mask(annotation.path("rle"), image, where)));
                case "points" -> instance.keypoints(keypoints(annotation, where));
                case "skeleton" -> {
                    instance.keypoints(skeleton(annotation.path("points"), where));
                    JsonNode said = annotation.path("points_attributes");
                    if (StreamSupport.stream(said.spliterator(), false).anyMatch(point -> !point.isEmpty())) {
                        instance.attribute("points_attributes", said);
                    }
                }
                // labels of the whole image, captions, cuboids
                default -> {
                    continue;
                }
            }
            hasPlace = true;
        }
        if (!rings.isEmpty()) {
            instance.region(new Region.Rings(rings));
        }
        return hasPlace ? instance.build() : null;
    }

    private static void attributes(Instance.Builder instance, JsonNode attributes) {
        instance.crowd(attributes.path("is_crowd").asBoolean())
                .score(attributes.path("score").asDouble(Double.NaN))
                .track(IdNodes.id(attributes.get("track_id")))
                .rotation(attributes.path("rotation").asDouble() % 360);
        attributes.properties().forEach(attribute -> {
            if (!OWN_ATTRIBUTES.contains(attribute.getKey())) {
                instance.attribute(attribute.getKey(), attribute.getValue());
            }
        });
    }

    private static Box box(JsonNode value, String where) throws AnnotationException {
        double[] box = positions(value, where);
        if (box.length != 4) {
            throw new AnnotationException("bbox-length", where, "bbox has " + box.length + " numbers, not 4");
        }
        return new Box(box[0], box[1], box[2], box[3]);
    }

    private static double[] positions(JsonNode list, String where) throws AnnotationException {
        return numbers(list, 2, "pairs of x and y", where);
    }

    /** As CVAT's Datumaro writes them: x, y and visibility of each point. */
    private static double[] skeleton(JsonNode list, String where) throws AnnotationException {
        return numbers(list, 3, "x, y and visibility of points", where);
    }

    private static double[] numbers(JsonNode list, int each, String meaning, String where) throws AnnotationException {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            if (!list.get(i).isNumber() || !Double.isFinite(list.get(i).doubleValue())) {
                throw new AnnotationException("number", where, list.get(i) + " is no number");
            }
            numbers[i] = list.get(i).doubleValue();
        }
        if (numbers.length == 0 || numbers.length % each != 0) {
            throw new AnnotationException("datumaro-points", where, numbers.length + " numbers are no " + meaning);
        }
        return numbers;
    }

    private static double[] keypoints(JsonNode annotation, String where) throws AnnotationException {
        double[] places = positions(annotation.path("points"), where);
        double[] keypoints = new double[places.length / 2 * 3];
        for (int k = 0; k < places.length / 2; k++) {
            keypoints[3 * k] = places[2 * k];
            keypoints[3 * k + 1] = places[2 * k + 1];
            keypoints[3 * k + 2] = annotation.path("visibility").path(k).asInt(2);
        }
        return keypoints;
    }

    private static Rle mask(JsonNode rle, DatasetImage image, String where) throws AnnotationException {
        int height = rle.path("size").path(0).asInt();
        int width = rle.path("size").path(1).asInt();
        if (image.hasSize() && (height != image.height() || width != image.width())) {
            throw new AnnotationException(
                    "rle-size",
                    where,
                    "the mask has " + height + " x " + width + " pixels, its image " + image.height() + " x "
                            + image.width());
        }
        try {
            return Rle.parse(height, width, rle.path("counts").asText());
        } catch (MalformedRleException e) {
            throw new AnnotationException("rle", where, e.getMessage());
        }
    }

    private static String where(String place, List<JsonNode> object) {
        return place + ", annotation " + object.get(0).path("id").asText("?");
    }
}
