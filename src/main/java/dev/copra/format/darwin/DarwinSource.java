package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.NameTable;
import dev.copra.format.name.Splits;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.JsonFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a file an image, twice: what the categories and their keypoints are is known only after the last one. */
final class DarwinSource implements DatasetSource {
    private final Path root;
    private final List<Path> files;
    private final ReadOptions options;
    private final ImageFolder images;
    /** The data set's own folder of images; null if it has none. */
    private final Path pictures;

    private final NameIndex names;

    DarwinSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        boolean isFolder = Files.isDirectory(input);
        root = isFolder ? input : input.toAbsolutePath().getParent();
        files = isFolder
                ? ImageNames.files(input, ".json").stream()
                        .filter(file -> !isHidden(file))
                        .toList()
                : List.of(input);
        Path own = root.resolve(DarwinFormat.IMAGES);
        pictures = Files.isDirectory(own) ? own : null;
        images = ImageFolder.of(options);
        Map<String, List<String>> keypoints = new HashMap<>();
        Map<String, List<DatasetCategory.Joint>> joints = new HashMap<>();
        Set<String> known = new LinkedHashSet<>();
        classes(known, keypoints, joints);
        Set<String> met = new LinkedHashSet<>();
        for (Path file : files) {
            try {
                for (JsonNode annotation : JsonFile.read(file).path("annotations")) {
                    meet(annotation, met, keypoints);
                }
            } catch (AnnotationException e) {
                // told when its image is read
                continue;
            }
        }
        List<DatasetCategory> categories = new ArrayList<>();
        for (DatasetCategory category : NameIndex.of(options.classes().isEmpty() ? known : options.classes(), met)
                .catalog()
                .categories()) {
            String name = category.name();
            categories.add(new DatasetCategory(
                    Id.NONE,
                    name,
                    null,
                    keypoints.getOrDefault(name, List.of()),
                    joints.getOrDefault(name, List.of()),
                    Map.of()));
        }
        names = NameIndex.of(categories);
    }

    private boolean isHidden(Path file) {
        return ImageNames.name(root, file).startsWith(".")
                || ImageNames.name(root, file).contains("/.");
    }

    /** Notes the classes that the project lists, as far as it does. */
    private void classes(
            Set<String> known, Map<String, List<String>> keypoints, Map<String, List<DatasetCategory.Joint>> joints)
            throws IOException {
        Path file = root.resolve(DarwinFormat.CLASSES);
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            for (JsonNode stated : JsonFile.read(file).path("classes")) {
                String name = stated.path("name").asText("");
                known.add(name);
                JsonNode skeleton = stated.path("skeleton");
                if (skeleton.path("nodes").size() > 0) {
                    List<String> nodes = keypoints.computeIfAbsent(name, n -> new ArrayList<>());
                    skeleton.get("nodes")
                            .forEach(node -> nodes.add(node.path("name").asText("")));
                    List<DatasetCategory.Joint> edges = joints.computeIfAbsent(name, n -> new ArrayList<>());
                    for (JsonNode edge : skeleton.path("edges")) {
                        int from = nodes.indexOf(edge.path("from").asText());
                        int to = nodes.indexOf(edge.path("to").asText());
                        if (from >= 0 && to >= 0) {
                            edges.add(new DatasetCategory.Joint(from, to));
                        }
                    }
                }
            }
        } catch (AnnotationException e) {
            options.problems().add(e);
        }
    }

    private static void meet(JsonNode annotation, Set<String> met, Map<String, List<String>> keypoints) {
        if (!annotation.path("name").isTextual() || annotation.has("tag") || annotation.has("raster_layer")) {
            return;
        }
        String name = annotation.get("name").textValue();
        met.add(name);
        for (JsonNode node : annotation.path("skeleton").path("nodes")) {
            List<String> nodes = keypoints.computeIfAbsent(name, n -> new ArrayList<>());
            if (node.path("name").isTextual()
                    && !nodes.contains(node.get("name").textValue())) {
                nodes.add(node.get("name").textValue());
            }
        }
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : files) {
            try {
                image(JsonFile.read(file), file, visitor);
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
    }

    private void image(JsonNode tree, Path file, Visitor visitor) throws IOException, AnnotationException {
        JsonNode slot = tree.path("item").path("slots").path(0);
        if (!tree.path("annotations").isArray() || slot.isMissingNode()) {
            throw new AnnotationException(
                    "darwin-item",
                    file.toString(),
                    "this is no Darwin JSON 2.0: it has no item with slots and annotations");
        }
        if (!slot.path("type").asText("image").equals("image")) {
            throw new AnnotationException(
                    "darwin-item",
                    file.toString(),
                    "the item is of the type " + slot.path("type").asText() + " and no image; it is left out");
        }
        DatasetImage image = image(tree, slot, file);
        Map<String, JsonNode> extras = new LinkedHashMap<>(Annotations.properties(tree.path("properties")));
        RasterLayer layer = null;
        List<JsonNode> objects = new ArrayList<>();
        List<String> places = new ArrayList<>();
        Map<DarwinId, JsonNode> skeletons = new HashMap<>();
        int number = 0;
        for (JsonNode annotation : tree.get("annotations")) {
            String place = file + ", annotation " + ++number;
            DarwinId id = DarwinId.parse(annotation.path("id").asText(""));
            if (annotation.has("tag")) {
                extras.put(annotation.path("name").asText(""), BooleanNode.TRUE);
            } else if (annotation.has("raster_layer")) {
                try {
                    layer = new RasterLayer(annotation.get("raster_layer"), image, place);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            } else if (id != null && isOfOther(id)) {
                skeletons.put(id, annotation);
            } else {
                objects.add(annotation);
                places.add(place);
            }
        }
        image = image.withExtras(extras);
        List<Instance> instances = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            try {
                instances.add(instance(objects.get(i), skeletons, layer, slot, image, places.get(i)));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }

    private static boolean isOfOther(DarwinId id) {
        return id.kind() == DarwinId.Kind.KEYPOINTS_OF_ID || id.kind() == DarwinId.Kind.KEYPOINTS_OF_UNNAMED;
    }

    private DatasetImage image(JsonNode tree, JsonNode slot, Path file) throws IOException {
        JsonNode item = tree.path("item");
        String relative = ImageNames.name(root.toAbsolutePath(), file.toAbsolutePath());
        String stated = item.path("name").asText("");
        String path = item.path("path").asText("").replaceAll("^/+|/+$", "");
        String name = stated.isEmpty() ? NameTable.stem(file.getFileName().toString()) + ".jpg" : stated;
        String split = "";
        String below = relative.startsWith(DarwinFormat.ANNOTATIONS + "/")
                ? relative.substring(DarwinFormat.ANNOTATIONS.length() + 1)
                : relative;
        int slash = below.indexOf('/');
        if (slash > 0 && Splits.NAMES.contains(below.substring(0, slash))) {
            split = below.substring(0, slash);
        }
        Id id = id(item.path("source_info").path("item_id"));
        DatasetImage image = Plausible.sized(
                new DatasetImage(id, path.isEmpty() ? name : path + "/" + name, split, 0, 0).withFolder(pictures),
                slot.path("width").asInt(),
                slot.path("height").asInt(),
                options,
                file.toString());
        try {
            return images.sized(image, file.toString());
        } catch (AnnotationException e) {
            // positions are in pixels, and good without the size
            options.problems().add(e);
            return image;
        }
    }

    private static Id id(JsonNode text) {
        DarwinId id = DarwinId.parse(text.asText(""));
        return id != null && id.kind() == DarwinId.Kind.ID ? Id.of(id.number()) : Id.NONE;
    }

    private Instance instance(
            JsonNode annotation,
            Map<DarwinId, JsonNode> skeletons,
            RasterLayer layer,
            JsonNode slot,
            DatasetImage image,
            String place)
            throws AnnotationException {
        int position = annotation.path("name").isTextual()
                ? names.position(annotation.get("name").textValue())
                : -1;
        if (position < 0) {
            throw new AnnotationException("darwin-name", place, "the annotation has no name");
        }
        JsonNode slots = annotation.path("slot_names");
        if (slots.size() > 0 && slot.has("slot_name") && !slots.path(0).equals(slot.get("slot_name"))) {
            throw new AnnotationException(
                    "darwin-slot", place, "it belongs to the slot " + slots.path(0) + " and not to the first one");
        }
        List<String> nodes = catalog().categories().get(position).keypoints();
        Instance.Builder instance = Annotations.instance(annotation, image, layer, nodes, place);
        instance.category(position);
        JsonNode stated = annotation.path("id");
        DarwinId id = DarwinId.parse(stated.asText(""));
        if (id == null && !stated.asText("").isEmpty()) {
            options.ledger().lose(Loss.INSTANCE_ID, place);
        }
        if (id != null) {
            instance.id(id.kind() == DarwinId.Kind.ID ? Id.of(id.number()) : Id.NONE);
            JsonNode skeleton = skeletons.get(id.keypoints());
            if (skeleton != null) {
                instance.keypoints(Annotations.skeleton(skeleton.path("skeleton"), nodes, place));
            }
        }
        return instance.build();
    }
}
