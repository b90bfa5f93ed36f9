package dev.copra.format.labelbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
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
import dev.copra.format.region.Plausible;
import dev.copra.format.region.Positions;
import dev.copra.format.text.JsonLines;
import dev.copra.io.Input;
import dev.copra.mask.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Reads data rows, twice: what the categories are is known only after the last one. Of several labels of a row the first counts. Ids are
 * no numbers, and are left out.
 */
final class LabelboxSource implements DatasetSource {
    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final DownloadedMasks masks;
    private final NameIndex names;

    LabelboxSource(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        images = ImageFolder.of(options);
        masks = new DownloadedMasks(input.path(), options.maxPixels());
        TreeSet<String> met = new TreeSet<>();
        // what is no JSON is told when the rows are read
        try (JsonLines rows = new JsonLines(this.input, problem -> {})) {
            for (JsonNode row = rows.next(); row != null; row = rows.next()) {
                for (JsonNode object : annotations(row).path("objects")) {
                    if (object.path("name").isTextual()) {
                        met.add(object.get("name").textValue());
                    }
                }
            }
        }
        names = NameIndex.of(options.classes(), met);
    }

    /** All labels of a row, of all projects. */
    private static List<JsonNode> labels(JsonNode row) {
        List<JsonNode> labels = new ArrayList<>();
        row.path("projects").forEach(project -> project.path("labels").forEach(labels::add));
        return labels;
    }

    private static JsonNode annotations(JsonNode row) {
        List<JsonNode> labels = labels(row);
        return (labels.isEmpty() ? JsonNodeFactory.instance.objectNode() : labels.get(0)).path("annotations");
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (JsonLines rows = new JsonLines(input, options.problems())) {
            for (JsonNode row = rows.next(); row != null; row = rows.next()) {
                try {
                    row(row, rows.place(), visitor);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
    }

    private void row(JsonNode row, String place, Visitor visitor) throws IOException, AnnotationException {
        JsonNode annotations = annotations(row);
        if (annotations.has("frames") || annotations.has("groups")) {
            throw new AnnotationException("labelbox-row", place, "the row is a video or a volume and no image");
        }
        DatasetImage image = image(row, annotations, place);
        List<JsonNode> labels = labels(row);
        for (int i = 1; i < labels.size(); i++) {
            int others = labels.get(i).path("annotations").path("objects").size();
            for (int k = 0; k < others; k++) {
                options.ledger().lose(Loss.INSTANCE, image.fileName() + ", label " + (i + 1));
            }
        }
        List<Instance> instances = new ArrayList<>();
        int number = 0;
        for (JsonNode object : annotations.path("objects")) {
            String where = place + ", object " + ++number;
            try {
                instances.add(instance(object, image, where));
                if (object.has("feature_id")) {
                    options.ledger().lose(Loss.INSTANCE_ID, where);
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }

    private DatasetImage image(JsonNode row, JsonNode annotations, String place)
            throws IOException, AnnotationException {
        JsonNode data = row.path("data_row");
        String name = data.path("external_id").asText("");
        if (name.isEmpty() || data.path("external_id").isNull()) {
            name = data.path("global_key").isNull()
                    ? ""
                    : data.path("global_key").asText("");
        }
        if (name.isEmpty()) {
            String address = data.path("row_data").asText("").replaceAll("[?#].*", "");
            name = address.substring(address.lastIndexOf('/') + 1);
        }
        if (name.isEmpty()) {
            throw new AnnotationException("labelbox-row", place, "the row names no image");
        }
        if (data.has("id")) {
            options.ledger().lose(Loss.IMAGE_ID, name);
        }
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        answers(annotations.path("classifications"), extras);
        JsonNode media = row.path("media_attributes");
        DatasetImage image = Plausible.sized(
                new DatasetImage(Id.NONE, name.replace('\\', '/'), "", 0, 0, extras),
                media.path("width").asInt(),
                media.path("height").asInt(),
                options,
                place);
        try {
            return images.sized(image, place);
        } catch (AnnotationException e) {
            // positions are in pixels, and good without the size
            options.problems().add(e);
            return image;
        }
    }

    private Instance instance(JsonNode object, DatasetImage image, String place) throws AnnotationException {
        int category = object.path("name").isTextual()
                ? names.position(object.get("name").textValue())
                : -1;
        if (category < 0) {
            throw new AnnotationException("labelbox-name", place, "the object has no name");
        }
        Instance.Builder instance = Instance.builder().category(category);
        if (object.has("bounding_box")) {
            JsonNode box = object.get("bounding_box");
            instance.box(Positions.box(
                    Positions.number(box, "left", place),
                    Positions.number(box, "top", place),
                    Positions.number(box, "width", place),
                    Positions.number(box, "height", place),
                    place));
        } else if (object.has("polygon")) {
            instance.region(new Region.Rings(List.of(Positions.points(object.get("polygon"), 3, place))));
        } else if (object.has("line")) {
            instance.region(new Region.Line(Positions.points(object.get("line"), 2, place)));
        } else if (object.has("point")) {
            double x = Positions.number(object.get("point"), "x", place);
            double y = Positions.number(object.get("point"), "y", place);
            instance.keypoints(new double[] {x, y, 2}).box(new Box(x, y, 0, 0));
        } else if (object.has("mask") || object.has("composite_mask")) {
            instance.region(new Region.Raster(masks.read(object, image, place)));
        } else {
            throw new AnnotationException(
                    "labelbox-kind",
                    place,
                    "an object of the kind '" + object.path("annotation_kind").asText("") + "' is not known");
        }
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        answers(object.path("classifications"), attributes);
        attributes.forEach(instance::attribute);
        return instance.build();
    }

    /** Puts the answers of classifications, and of those within their answers, by the name of the question. */
    private static void answers(JsonNode classifications, Map<String, JsonNode> answers) {
        for (JsonNode question : classifications) {
            String name = question.path("name").asText("");
            if (question.path("radio_answer").isObject()) {
                JsonNode answer = question.get("radio_answer");
                answers.put(name, TextNode.valueOf(answer.path("name").asText("")));
                answers(answer.path("classifications"), answers);
            } else if (question.path("checklist_answers").isArray()) {
                ArrayNode checked = JsonNodeFactory.instance.arrayNode();
                for (JsonNode answer : question.get("checklist_answers")) {
                    checked.add(answer.path("name").asText(""));
                    answers(answer.path("classifications"), answers);
                }
                answers.put(name, checked);
            } else if (question.path("text_answer").isObject()) {
                answers.put(
                        name,
                        TextNode.valueOf(
                                question.get("text_answer").path("content").asText("")));
            }
        }
    }
}
