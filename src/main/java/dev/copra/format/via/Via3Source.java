package dev.copra.format.via;

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
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.JsonList;
import dev.copra.io.Input;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a project of VIA 3. Its metadata are read twice: first for the categories, and to see whether those of each view stand together.
 * If they do, memory is bounded by the longest image; else all are kept.
 */
final class Via3Source implements DatasetSource {
    private static final String METADATA = "metadata";
    private static final int IMAGE = 2;

    private final Input input;
    private final ReadOptions options;
    private final ImageFolder images;
    private final JsonNode project;
    private final String classId;
    private final NameIndex names;
    private boolean standTogether = true;

    /** A region and where it stands. */
    private record Row(JsonNode node, String place) {}

    Via3Source(Input input, ReadOptions options) throws IOException {
        this.input = input.spooled();
        this.options = options;
        images = ImageFolder.of(options);
        project = JsonList.membersBut(this.input, METADATA);
        Map<String, Set<String>> met = new LinkedHashMap<>();
        Set<String> views = new LinkedHashSet<>();
        String before = null;
        try (JsonList list = metadata()) {
            for (JsonNode row = list.next(); row != null; row = list.next()) {
                String view = row.path("vid").asText("");
                standTogether &= view.equals(before) || views.add(view);
                before = view;
                if (isRegion(row)) {
                    for (Map.Entry<String, JsonNode> value : row.path("av").properties()) {
                        String label = label(value.getKey(), value.getValue());
                        if (label != null) {
                            met.computeIfAbsent(value.getKey(), a -> new LinkedHashSet<>())
                                    .add(label);
                        }
                    }
                }
            }
        }
        Map<String, String> ids = new LinkedHashMap<>();
        met.keySet().forEach(id -> ids.putIfAbsent(name(id), id));
        List<String> choices = new ArrayList<>();
        for (Map.Entry<String, JsonNode> attribute : project.path("attribute").properties()) {
            if (ids.containsValue(attribute.getKey())
                    && !attribute.getValue().path("options").isEmpty()) {
                choices.add(name(attribute.getKey()));
            }
        }
        classId = ids.get(ClassAttribute.choose(choices, ids.keySet()));
        List<String> known = new ArrayList<>(options.classes());
        if (known.isEmpty() && classId != null) {
            project.path("attribute").path(classId).path("options").forEach(option -> known.add(option.asText()));
        }
        names = NameIndex.of(new LinkedHashSet<>(known), classId == null ? Set.of() : met.get(classId));
    }

    private JsonList metadata() throws IOException {
        return JsonList.members(input, METADATA);
    }

    /** Not what is said of a whole file. */
    private static boolean isRegion(JsonNode row) {
        return row.path("xy").size() > 0;
    }

    private String name(String attribute) {
        return project.path("attribute").path(attribute).path("aname").asText(attribute);
    }

    /** The text of a value: that of the option that it names, or of the first of them, or itself; null if there is none. */
    private String label(String attribute, JsonNode value) {
        List<String> labels = labels(attribute, value);
        return labels.isEmpty() ? null : labels.get(0);
    }

    /** The texts of all options that a value names, such as 0,2; or its own. */
    private List<String> labels(String attribute, JsonNode value) {
        String label = ClassAttribute.label(value);
        JsonNode choices = project.path("attribute").path(attribute).path("options");
        if (label == null) {
            return List.of();
        }
        if (choices.isEmpty()) {
            return List.of(label);
        }
        List<String> labels = new ArrayList<>();
        for (String choice : choices.has(label) ? new String[] {label} : label.split(",")) {
            labels.add(choices.path(choice).asText(label));
        }
        return labels;
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        Set<String> shown = new LinkedHashSet<>();
        Map<String, List<Row>> open = new LinkedHashMap<>();
        try (JsonList list = metadata()) {
            for (JsonNode row = list.next(); row != null; row = list.next()) {
                String view = row.path("vid").asText("");
                if (standTogether && !open.isEmpty() && !open.containsKey(view)) {
                    show(open, shown, visitor);
                }
                open.computeIfAbsent(view, v -> new ArrayList<>()).add(new Row(row, list.place()));
            }
        }
        show(open, shown, visitor);
        for (Map.Entry<String, JsonNode> view : project.path("view").properties()) {
            if (!shown.contains(view.getKey())) {
                show(new HashMap<>(Map.of(view.getKey(), List.of())), shown, visitor);
            }
        }
    }

    /** Shows the images of views, and forgets these. */
    private void show(Map<String, List<Row>> open, Set<String> shown, Visitor visitor) throws IOException {
        for (Map.Entry<String, List<Row>> view : open.entrySet()) {
            shown.add(view.getKey());
            List<Row> rows = view.getValue();
            String place =
                    rows.isEmpty() ? "view " + view.getKey() : rows.get(0).place();
            try {
                DatasetImage image = image(view.getKey(), place);
                List<Instance> instances = new ArrayList<>();
                for (Row row : rows) {
                    add(row, instances, image);
                }
                visitor.image(image, instances);
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        open.clear();
    }

    private DatasetImage image(String view, String place) throws IOException, AnnotationException {
        JsonNode files = project.path("view").path(view).path("fid_list");
        if (files.size() != 1) {
            throw new AnnotationException(
                    "via-view", place, "view '" + view + "' has " + files.size() + " files, not one; it is left out");
        }
        JsonNode file = project.path("file").path(files.path(0).asText());
        String name = file.path("fname").asText("");
        if (name.isEmpty()) {
            throw new AnnotationException("via-view", place, "view '" + view + "' names no file that is listed");
        }
        if (file.path("type").asInt(IMAGE) != IMAGE) {
            throw new AnnotationException("via-view", place, name + " is no image; it is left out");
        }
        DatasetImage image = new DatasetImage(Id.NONE, name.replace('\\', '/'), "", 0, 0);
        try {
            return images.sized(image, place);
        } catch (AnnotationException e) {
            // positions are in pixels, and good without the size
            options.problems().add(e);
            return image;
        }
    }

    private void add(Row row, List<Instance> instances, DatasetImage image) throws IOException {
        if (!isRegion(row.node())) {
            if (!row.node().path("av").isEmpty()) {
                options.ledger().lose(Loss.EXTRAS, image.fileName());
            }
            return;
        }
        try {
            Instance.Builder instance = Instance.builder();
            ViaRegions.place3(instance, row.node().get("xy"), row.place());
            for (Map.Entry<String, JsonNode> value : row.node().path("av").properties()) {
                String label = label(value.getKey(), value.getValue());
                boolean isClass = value.getKey().equals(classId) && label != null;
                if (isClass) {
                    instance.category(names.position(label));
                }
                List<String> labels = labels(value.getKey(), value.getValue());
                if (labels.size() > 1) {
                    ArrayNode texts = JsonNodeFactory.instance.arrayNode();
                    labels.forEach(texts::add);
                    instance.attribute(name(value.getKey()), texts);
                } else if (label != null && !isClass) {
                    JsonNode parsed =
                            value.getValue().isContainerNode() ? TextNode.valueOf(label) : AttributeText.parse(label);
                    instance.attribute(name(value.getKey()), parsed);
                }
            }
            instances.add(instance.build());
        } catch (AnnotationException e) {
            options.problems().add(e);
        }
    }
}
