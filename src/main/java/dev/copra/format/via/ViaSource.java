package dev.copra.format.via;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a project, or the annotations that VIA exports, image by image, and before that once for the categories: which attribute they
 * are in is known only after the last region.
 */
final class ViaSource implements DatasetSource {
    /** Attributes of regions that are not what annotators said. */
    static final String ID = "annotation_id";

    static final String CROWD = "iscrowd";
    static final String SCORE = "score";
    static final String TRACK = "track_id";
    static final Set<String> OWN = Set.of(ID, CROWD, SCORE, TRACK);
    /** Attributes of images that are not what annotators said. */
    static final Set<String> OWN_OF_IMAGES = Set.of("image_id", "width", "height");

    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final boolean isProject;
    private final String classAttribute;
    private final NameIndex names;

    ViaSource(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        images = ImageFolder.of(options);
        isProject = !ViaImages.isTable(this.input) && JsonList.hasMember(this.input, ViaFormat.IMAGES);
        Map<String, JsonNode> choices = choices();
        Map<String, Set<String>> met = new LinkedHashMap<>();
        try (ViaImages list = ViaImages.open(this.input, isProject)) {
            for (JsonNode image = list.next(); image != null; image = list.next()) {
                for (JsonNode region : image.path("regions")) {
                    region.path("region_attributes").properties().forEach(attribute -> {
                        String label = ClassAttribute.label(attribute.getValue());
                        Set<String> labels = met.computeIfAbsent(attribute.getKey(), a -> new LinkedHashSet<>());
                        if (label != null) {
                            labels.add(label);
                        }
                    });
                }
            }
        }
        met.keySet().removeAll(OWN);
        classAttribute = ClassAttribute.choose(choices.keySet(), met.keySet());
        List<String> known = new ArrayList<>(options.classes());
        if (known.isEmpty() && choices.containsKey(classAttribute)) {
            choices.get(classAttribute).fieldNames().forEachRemaining(known::add);
        }
        names = NameIndex.of(known, met.getOrDefault(classAttribute, Set.of()));
    }

    /** The options by attribute, as a project lists them. */
    private Map<String, JsonNode> choices() throws IOException {
        Map<String, JsonNode> choices = new LinkedHashMap<>();
        if (isProject) {
            JsonNode defined = JsonList.membersBut(input, ViaFormat.IMAGES).path("_via_attributes");
            for (Map.Entry<String, JsonNode> attribute : defined.path("region").properties()) {
                if (!attribute.getValue().path("options").isEmpty()) {
                    choices.put(attribute.getKey(), attribute.getValue().get("options"));
                }
            }
        }
        return choices;
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        try (ViaImages list = ViaImages.open(input, isProject)) {
            for (JsonNode image = list.next(); image != null; image = list.next()) {
                try {
                    image(image, list.place(), visitor);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
    }

    private void image(JsonNode node, String place, Visitor visitor) throws IOException, AnnotationException {
        DatasetImage image = image(node, place);
        List<Instance> instances = new ArrayList<>();
        int number = 0;
        for (JsonNode region : node.path("regions")) {
            String where = place + ", region " + ++number;
            try {
                instances.add(instance(region, where));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }

    private DatasetImage image(JsonNode node, String place) throws IOException, AnnotationException {
        String name = node.path("filename").asText("");
        if (name.isEmpty()) {
            throw new AnnotationException("via-image", place, "the image has no filename");
        }
        JsonNode attributes = node.path("file_attributes");
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            if (!OWN_OF_IMAGES.contains(attribute.getKey())) {
                extras.put(attribute.getKey(), value(attribute.getValue()));
            }
        }
        DatasetImage image =
                new DatasetImage(id(attributes.get("image_id")), name.replace('\\', '/'), "", 0, 0, extras);
        // other programs write them as texts, too
        int width = attributes.path("width").asInt();
        int height = attributes.path("height").asInt();
        image = Plausible.sized(image, width, height, options, place);
        try {
            return images.sized(image, place);
        } catch (AnnotationException e) {
            // positions are in pixels, and good without the size
            options.problems().add(e);
            return image;
        }
    }

    private Instance instance(JsonNode region, String place) throws AnnotationException {
        Instance.Builder instance = Instance.builder();
        ViaRegions.place(instance, region.path("shape_attributes"), place);
        JsonNode attributes = region.path("region_attributes");
        String label = classAttribute == null ? null : ClassAttribute.label(attributes.path(classAttribute));
        instance.category(label == null ? Instance.NO_CATEGORY : names.position(label));
        instance.id(id(attributes.get(ID)));
        instance.track(id(attributes.get(TRACK)));
        instance.crowd(attributes.path(CROWD).asText().matches("1|true"));
        double score = attributes.path(SCORE).asDouble(Double.NaN);
        instance.score(Double.isFinite(score) ? score : Double.NaN);
        for (Map.Entry<String, JsonNode> attribute : attributes.properties()) {
            String name = attribute.getKey();
            boolean isClass = name.equals(classAttribute) && label != null;
            if (!OWN.contains(name) && (!isClass || ClassAttribute.isSeveral(attribute.getValue()))) {
                instance.attribute(name, value(attribute.getValue()));
            }
        }
        return instance.build();
    }

    /** VIA's attributes are texts. */
    private static JsonNode value(JsonNode value) {
        return value.isTextual() ? AttributeText.parse(value.textValue()) : value;
    }

    /** The id in an attribute, which is a text: a number if it looks like one. */
    private static Id id(JsonNode value) {
        if (value == null || !value.isTextual()) {
            return IdNodes.id(value);
        }
        return value.textValue().isEmpty() ? Id.NONE : id(value.textValue());
    }

    static Id id(String text) {
        return Id.typed(text).get(0);
    }
}
