package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.IdNodes;
import dev.copra.format.ImageFolder;
import dev.copra.format.ImageNames;
import dev.copra.format.JsonFile;
import dev.copra.format.NameIndex;
import dev.copra.format.NameTable;
import dev.copra.format.Plausible;
import dev.copra.format.ReadOptions;
import dev.copra.format.Splits;
import dev.copra.format.TextFile;
import dev.copra.image.ImageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a JSON file an image. The files are read twice: what the categories are is known only after the last one. */
final class LabelMeSource implements DatasetSource {
    /** The category of a keypoint that belongs to no other shape. */
    private static final String LONE_POINT = "point";

    private static final Set<String> OF_FILE = Set.of(
            "version",
            "flags",
            "shapes",
            "imagePath",
            "imageData",
            "imageHeight",
            "imageWidth",
            "lineColor",
            "fillColor",
            "id");

    private final Path root;
    private final List<Path> files;
    private final ReadOptions options;
    private final ImageFolder images;
    private final NameIndex names;
    /** The names of the keypoints by category. */
    private final Map<String, List<String>> keypoints;

    LabelMeSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        root = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        files = Files.isDirectory(input) ? ImageNames.files(input, ".json") : List.of(input);
        images = new ImageFolder(options.images() != null ? options.images() : root, options.maxPixels());
        keypoints = PoseFile.read(root);
        Set<String> met = new TreeSet<>(keypoints.keySet());
        for (Path file : files) {
            try {
                for (Group group : groups(JsonFile.read(file))) {
                    met.add(group.label());
                    List<String> known = keypoints.computeIfAbsent(group.label(), l -> new ArrayList<>());
                    for (JsonNode point : group.points()) {
                        String name = group.name(point);
                        if (!known.contains(name)) {
                            known.add(name);
                        }
                    }
                }
            } catch (AnnotationException e) {
                // told when its image is read
                continue;
            }
        }
        List<DatasetCategory> categories = new ArrayList<>();
        List<String> known = options.classes().isEmpty() ? labels() : options.classes();
        for (DatasetCategory category : NameIndex.of(known, met).catalog().categories()) {
            List<String> points = keypoints.getOrDefault(category.name(), List.of());
            categories.add(new DatasetCategory(Id.NONE, category.name(), null, points, List.of(), Map.of()));
        }
        names = NameIndex.of(categories);
    }

    private List<String> labels() throws IOException {
        Path file = root.resolve(LabelMeSink.LABELS);
        return Files.isRegularFile(file)
                ? TextFile.lines(file).stream()
                        .filter(l -> !l.isEmpty() && !LabelMeSink.NO_LABELS.contains(l))
                        .toList()
                : List.of();
    }

    /**
     * Shapes that are one instance.
     *
     * @param shapes areas, lines and boxes
     * @param points its keypoints
     * @param index of its first shape in the file
     */
    private record Group(String label, List<JsonNode> shapes, List<JsonNode> points, int index) {
        /** The name of one of its keypoints. */
        String name(JsonNode point) {
            return shapes.isEmpty() ? LONE_POINT : point.path("label").asText();
        }
    }

    /** Shapes without a label are passed over. */
    private static List<Group> groups(JsonNode file) {
        Map<String, Group> groups = new LinkedHashMap<>();
        /* By group_id, the label of its areas; empty if they have several. */
        Map<String, String> owners = new HashMap<>();
        JsonNode shapes = file.path("shapes");
        for (int i = 0; i < shapes.size(); i++) {
            JsonNode shape = shapes.get(i);
            String group = group(shape);
            if (isLabelled(shape) && !isPoint(shape) && group != null) {
                owners.merge(group, shape.get("label").asText(), (a, b) -> a.equals(b) ? a : "");
            }
        }
        for (int i = 0; i < shapes.size(); i++) {
            JsonNode shape = shapes.get(i);
            if (!isLabelled(shape)) {
                continue;
            }
            String group = group(shape);
            String label = shape.get("label").asText();
            String owner = isPoint(shape) && group != null ? owners.get(group) : null;
            String key = group == null || isPoint(shape) && owner == null ? "#" + i : group;
            String name = owner == null ? label : owner;
            int index = i;
            Group found = groups.computeIfAbsent(
                    key + '\0' + name, k -> new Group(name, new ArrayList<>(), new ArrayList<>(), index));
            (isPoint(shape) ? found.points() : found.shapes()).add(shape);
        }
        return new ArrayList<>(groups.values());
    }

    private static boolean isLabelled(JsonNode shape) {
        return shape.path("label").isValueNode() && !shape.path("label").isNull();
    }

    private static boolean isPoint(JsonNode shape) {
        return shape.path("shape_type").asText().equals("point");
    }

    private static String group(JsonNode shape) {
        JsonNode group = shape.path("group_id");
        return group.isMissingNode() || group.isNull() ? null : group.asText();
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : files) {
            try {
                read(file, visitor);
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
    }

    private void read(Path file, Visitor visitor) throws IOException, AnnotationException {
        JsonNode tree = JsonFile.read(file);
        if (!tree.path("shapes").isArray()) {
            throw new AnnotationException("labelme-shapes", file.toString(), "the file has no list of shapes");
        }
        DatasetImage image = image(tree, file);
        JsonNode shapes = tree.get("shapes");
        for (int i = 0; i < shapes.size(); i++) {
            if (!isLabelled(shapes.get(i))) {
                options.problems()
                        .add(new AnnotationException(
                                "labelme-label", file + ", shape " + (i + 1), "the shape has no label"));
            }
        }
        List<Instance> instances = new ArrayList<>();
        for (Group group : groups(tree)) {
            String place = file + ", shape " + (group.index() + 1);
            try {
                instances.add(Shapes.instance(
                        group.shapes(),
                        names.position(group.label()),
                        keypoints(group, place),
                        image,
                        options.maxPixels(),
                        place));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }

    private double[] keypoints(Group group, String place) throws AnnotationException {
        if (group.points().isEmpty()) {
            return null;
        }
        List<String> known = keypoints.get(group.label());
        double[] values = new double[3 * known.size()];
        for (JsonNode point : group.points()) {
            double[] xy = Shapes.points(point.path("points"), place);
            if (xy.length != 2) {
                throw new AnnotationException("labelme-points", place, "a point has " + xy.length / 2 + " points");
            }
            int at = 3 * known.indexOf(group.name(point));
            values[at] = xy[0];
            values[at + 1] = xy[1];
            // as X-AnyLabeling has it
            values[at + 2] = point.path("difficult").asBoolean() ? 1 : 2;
        }
        return values;
    }

    private DatasetImage image(JsonNode tree, Path file) throws IOException {
        String json = ImageNames.name(root.toAbsolutePath(), file.toAbsolutePath());
        String folder = json.substring(0, json.lastIndexOf('/') + 1);
        String stated = tree.path("imagePath").asText("").replace('\\', '/');
        String last = stated.substring(stated.lastIndexOf('/') + 1);
        String name = folder + (last.isEmpty() ? NameTable.stem(json.substring(folder.length())) + ".jpg" : last);
        String split = "";
        int slash = name.indexOf('/');
        if (slash > 0 && Splits.NAMES.contains(name.substring(0, slash))) {
            split = name.substring(0, slash);
            name = name.substring(slash + 1);
        }
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : tree.properties()) {
            if (!OF_FILE.contains(member.getKey())) {
                extras.put(member.getKey(), member.getValue());
            }
        }
        int width = tree.path("imageWidth").asInt();
        int height = tree.path("imageHeight").asInt();
        DatasetImage image = Plausible.sized(
                new DatasetImage(IdNodes.id(tree.get("id")), name, split, 0, 0, extras),
                width,
                height,
                options,
                file.toString());
        if (image.hasSize()) {
            return image;
        }
        try {
            DatasetImage found = images.sized(new DatasetImage(image.id(), folder + last, split, 0, 0));
            return image.withSize(found.width(), found.height());
        } catch (ImageException e) {
            // polygons are in pixels, so that only masks need the size
            return image;
        }
    }

    /** Whether a member of an image would be taken for one that files have. */
    static boolean isKnown(String member) {
        return OF_FILE.contains(member);
    }
}
