package dev.copra.format.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a list of tasks, twice: what the categories are is known only after the last one. Of several annotations of a task the first
 * that was not cancelled counts, or the first prediction if there is none; the others are told. Choices and texts are attributes of
 * their region, or members of the image.
 */
final class LabelStudioSource implements DatasetSource {
    private static final List<String> KINDS =
            List.of("rectanglelabels", "polygonlabels", "brushlabels", "ellipselabels", "keypointlabels", "labels");
    private static final int ELLIPSE_VERTICES = 64;

    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final NameIndex names;

    LabelStudioSource(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        images = ImageFolder.of(options);
        TreeSet<String> met = new TreeSet<>();
        try (JsonList list = new JsonList(this.input)) {
            for (JsonNode task = list.next(); task != null; task = list.next()) {
                for (JsonNode region : results(task)) {
                    String label = label(region.path("value"));
                    if (label != null) {
                        met.add(label);
                    }
                }
            }
        }
        names = NameIndex.of(options.classes(), met);
    }

    /** The results that count. */
    private static JsonNode results(JsonNode task) {
        List<JsonNode> all = all(task);
        return all.isEmpty() ? task.path("result") : all.get(0);
    }

    /** The results of all annotations that were not cancelled, or of all predictions if there is none. */
    private static List<JsonNode> all(JsonNode task) {
        List<JsonNode> all = new ArrayList<>();
        for (String kind : List.of("annotations", "completions", "predictions")) {
            for (JsonNode annotation : task.path(kind)) {
                if (!annotation.path("was_cancelled").asBoolean()) {
                    all.add(annotation.path("result"));
                }
            }
            if (!all.isEmpty()) {
                return all;
            }
        }
        return LabelStudioFormat.isShort(task) ? List.of(ofShort(task)) : all;
    }

    /** The results of a task of the short export, which has the values of each control in a member of its name. */
    private static JsonNode ofShort(JsonNode task) {
        ArrayNode results = JsonNodeFactory.instance.arrayNode();
        for (Map.Entry<String, JsonNode> control : task.properties()) {
            if (control.getValue().isArray()) {
                for (JsonNode value : control.getValue()) {
                    ObjectNode result = results.addObject();
                    result.set("value", value);
                    result.put("from_name", control.getKey());
                    result.set("original_width", value.path("original_width"));
                    result.set("original_height", value.path("original_height"));
                }
            }
        }
        return results;
    }

    /** The first label of a region, or null. */
    private static String label(JsonNode value) {
        return labels(value).isEmpty() ? null : labels(value).get(0).asText();
    }

    private static JsonNode labels(JsonNode value) {
        for (String kind : KINDS) {
            if (value.path(kind).isArray() && !value.path(kind).isEmpty()) {
                return value.path(kind);
            }
        }
        return MissingNode.getInstance();
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (JsonList list = new JsonList(input)) {
            for (JsonNode task = list.next(); task != null; task = list.next()) {
                try {
                    task(task, list.place(), visitor);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
    }

    private void task(JsonNode task, String place, Visitor visitor) throws IOException, AnnotationException {
        JsonNode results = results(task);
        int width = 0;
        int height = 0;
        for (JsonNode region : results) {
            width = Math.max(width, region.path("original_width").asInt());
            height = Math.max(height, region.path("original_height").asInt());
        }
        byte[] id = JsonValues.text(task.path("id"));
        DatasetImage image = new DatasetImage(
                task.path("id").isValueNode() && !task.path("id").isNull() ? Id.parse(id, 0, id.length) : Id.NONE,
                file(task, place),
                "",
                Math.max(0, width),
                Math.max(0, height));
        image = images.sized(image, place);
        others(task, image);
        Answers regions = new Answers(results);
        List<Instance> instances = new ArrayList<>();
        for (JsonNode region : results) {
            try {
                if (regions.isInstance(region)) {
                    instances.add(instance(region, image, place, regions.answers(region)));
                } else if (!regions.isAnswer(region) && !Answers.isShape(region)) {
                    // a relation of two regions
                    options.ledger().lose(Loss.EXTRAS, image.fileName());
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image.withExtras(regions.answers()), instances);
    }

    /** Tells of what other people have annotated, which does not count. */
    private void others(JsonNode task, DatasetImage image) {
        List<JsonNode> all = all(task);
        for (int i = 1; i < all.size(); i++) {
            for (JsonNode region : all.get(i)) {
                if (Answers.isShape(region)) {
                    options.ledger().lose(Loss.INSTANCE, image.fileName() + ", annotation " + (i + 1));
                }
            }
        }
    }

    /** What results say of regions, by the id that all results of a region share, and of the image. */
    private static final class Answers {
        /** What an answer is in. */
        private static final List<String> ANSWERS =
                List.of("choices", "text", "number", "rating", "datetime", "taxonomy");

        private final Set<String> shapes = new HashSet<>();
        private final Set<String> labelled = new HashSet<>();
        private final Set<String> made = new HashSet<>();
        private final Map<String, Map<String, JsonNode>> answers = new HashMap<>();

        Answers(JsonNode results) {
            for (JsonNode result : results) {
                if (isShape(result)) {
                    shapes.add(id(result));
                    if (label(result.path("value")) != null) {
                        labelled.add(id(result));
                    }
                }
            }
            for (JsonNode result : results) {
                if (isAnswer(result)) {
                    String from =
                            result.path("from_name").asText(result.path("type").asText());
                    JsonNode answer = answer(result.path("value"));
                    answers.computeIfAbsent(shapes.contains(id(result)) ? id(result) : "", i -> new LinkedHashMap<>())
                            .put(from, answer.size() == 1 ? answer.get(0) : answer);
                }
            }
        }

        private static String id(JsonNode result) {
            return result.path("id").asText("");
        }

        static boolean isShape(JsonNode result) {
            JsonNode value = result.path("value");
            return value.has("x") || value.has("points") || value.has("rle");
        }

        private static JsonNode answer(JsonNode value) {
            for (String kind : ANSWERS) {
                if (value.has(kind)) {
                    return value.get(kind);
                }
            }
            return null;
        }

        boolean isAnswer(JsonNode result) {
            return label(result.path("value")) == null && answer(result.path("value")) != null;
        }

        /** Whether a result is an instance: it has a label, or no result of its region has one and it is the first. */
        boolean isInstance(JsonNode result) {
            if (label(result.path("value")) != null) {
                return true;
            }
            boolean isAlone = id(result).isEmpty() || !labelled.contains(id(result)) && made.add(id(result));
            return isShape(result) && isAlone;
        }

        Map<String, JsonNode> answers(JsonNode region) {
            return id(region).isEmpty() ? Map.of() : answers.getOrDefault(id(region), Map.of());
        }

        /** Those of the image. */
        Map<String, JsonNode> answers() {
            return answers.getOrDefault("", Map.of());
        }
    }

    /** The image of a task: what data has it, without the folder of uploads and its random prefix. */
    private static String file(JsonNode task, String place) throws AnnotationException {
        JsonNode data = LabelStudioFormat.isShort(task) ? task : task.path("data");
        JsonNode image = data.has("image") ? data.get("image") : data.path("img");
        if (!image.isTextual()) {
            image = null;
            for (JsonNode value : data) {
                if (image == null && value.isTextual()) {
                    image = value;
                }
            }
        }
        if (image == null) {
            throw new AnnotationException("labelstudio-image", place, "the task's data names no image");
        }
        String name = image.textValue();
        int files = name.indexOf("?d=");
        if (files >= 0) {
            name = name.substring(files + 3);
        }
        int upload = name.indexOf("/data/upload/");
        if (upload >= 0) {
            name = name.substring(name.lastIndexOf('/') + 1).replaceFirst("^[0-9a-f]{8}-", "");
        }
        return name;
    }

    private Instance instance(JsonNode region, DatasetImage image, String place, Map<String, JsonNode> answers)
            throws AnnotationException {
        JsonNode value = region.path("value");
        String label = label(value);
        if (!image.hasSize()) {
            throw new AnnotationException(
                    "labelstudio-size", place, "a region is in percent, and the size of its image is not known");
        }
        int category = label == null ? Instance.NO_CATEGORY : names.position(label);
        if (category < 0 && label != null) {
            throw new AnnotationException("labelstudio-label", place, "label '" + label + "' is not known");
        }
        Instance.Builder instance =
                Instance.builder().category(category).score(region.path("score").asDouble(Double.NaN));
        answers.forEach(instance::attribute);
        JsonNode labels = labels(value);
        if (labels.size() > 1) {
            instance.attribute("labels", labels);
        }
        try {
            shape(instance, value, image, place);
        } catch (IllegalArgumentException e) {
            throw new AnnotationException("labelstudio-shape", place, e.getMessage());
        }
        return instance.build();
    }

    private static void shape(Instance.Builder instance, JsonNode value, DatasetImage image, String place)
            throws AnnotationException {
        if (value.has("rle")) {
            JsonNode rle = value.get("rle");
            int[] bytes = new int[rle.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = rle.get(i).asInt() & 0xFF;
            }
            instance.region(new Region.Raster(BrushRle.decode(bytes, image.width(), image.height())));
        } else if (value.has("points")) {
            double[] ring = new double[2 * value.get("points").size()];
            for (int i = 0; i < ring.length; i++) {
                ring[i] = value.get("points").get(i / 2).path(i % 2).asDouble()
                        / 100
                        * (i % 2 == 0 ? image.width() : image.height());
            }
            instance.region(new Region.Rings(List.of(ring)));
        } else if (value.has("radiusX")) {
            instance.region(new Region.Rings(List.of(ellipse(value, image))));
        } else if (value.has("height")) {
            double x = value.path("x").asDouble() / 100 * image.width();
            double y = value.path("y").asDouble() / 100 * image.height();
            double width = value.path("width").asDouble() / 100 * image.width();
            double height = value.path("height").asDouble() / 100 * image.height();
            double degrees = value.path("rotation").asDouble() % 360;
            double radians = Math.toRadians(degrees);
            // it is turned about its top left corner
            double centreX = x + Math.cos(radians) * width / 2 - Math.sin(radians) * height / 2;
            double centreY = y + Math.sin(radians) * width / 2 + Math.cos(radians) * height / 2;
            instance.box(
                            degrees == 0
                                    ? new Box(x, y, width, height)
                                    : new Box(centreX - width / 2, centreY - height / 2, width, height))
                    .rotation(degrees);
        } else if (value.has("x") && value.has("y")) {
            double x = value.path("x").asDouble() / 100 * image.width();
            double y = value.path("y").asDouble() / 100 * image.height();
            instance.keypoints(new double[] {x, y, 2}).box(new Box(x, y, 0, 0));
        } else {
            throw new AnnotationException(
                    "labelstudio-shape", place, "the region is no rectangle, polygon, ellipse, brush mask or point");
        }
    }

    private static double[] ellipse(JsonNode value, DatasetImage image) {
        double[] ring = new double[2 * ELLIPSE_VERTICES];
        double turn = Math.toRadians(value.path("rotation").asDouble());
        for (int i = 0; i < ELLIPSE_VERTICES; i++) {
            double angle = 2 * Math.PI * i / ELLIPSE_VERTICES;
            double x = Math.cos(angle) * value.path("radiusX").asDouble() / 100 * image.width();
            double y = Math.sin(angle) * value.path("radiusY").asDouble() / 100 * image.height();
            ring[2 * i] = value.path("x").asDouble() / 100 * image.width() + x * Math.cos(turn) - y * Math.sin(turn);
            ring[2 * i + 1] =
                    value.path("y").asDouble() / 100 * image.height() + x * Math.sin(turn) + y * Math.cos(turn);
        }
        return ring;
    }
}
