package dev.copra.format.labelstudio;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
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
import java.util.List;
import java.util.TreeSet;

/**
 * Reads a list of tasks, twice: what the categories are is known only after the last one. Of several annotations of a task the first
 * that was not cancelled counts, or the first prediction if there is none.
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

    private static JsonNode results(JsonNode task) {
        for (String kind : List.of("annotations", "completions", "predictions")) {
            for (JsonNode annotation : task.path(kind)) {
                if (!annotation.path("was_cancelled").asBoolean()) {
                    return annotation.path("result");
                }
            }
        }
        return task.path("result");
    }

    private static String label(JsonNode value) {
        for (String kind : KINDS) {
            if (value.path(kind).isArray() && !value.path(kind).isEmpty()) {
                return value.path(kind).get(0).asText();
            }
        }
        return null;
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
        List<Instance> instances = new ArrayList<>();
        for (JsonNode region : results) {
            try {
                Instance instance = instance(region, image, place);
                if (instance != null) {
                    instances.add(instance);
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }

    /** The image of a task: what data has it, without the folder of uploads and its random prefix. */
    private static String file(JsonNode task, String place) throws AnnotationException {
        JsonNode data = task.path("data");
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

    private Instance instance(JsonNode region, DatasetImage image, String place) throws AnnotationException {
        JsonNode value = region.path("value");
        String type = region.path("type").asText();
        String label = label(value);
        if (label == null || type.equals("choices") || type.equals("relation")) {
            return null;
        }
        if (!image.hasSize()) {
            throw new AnnotationException(
                    "labelstudio-size", place, "a region is in percent, and the size of its image is not known");
        }
        int category = names.position(label);
        if (category < 0) {
            throw new AnnotationException("labelstudio-label", place, "label '" + label + "' is not known");
        }
        Instance.Builder instance =
                Instance.builder().category(category).score(region.path("score").asDouble(Double.NaN));
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
