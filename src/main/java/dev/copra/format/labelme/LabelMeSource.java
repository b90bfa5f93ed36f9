package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.NameTable;
import dev.copra.format.name.Splits;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.JsonFile;
import dev.copra.format.text.TextFile;
import dev.copra.image.ImageException;
import dev.copra.json.JsonMembers;
import dev.copra.run.OrderedJobs;
import dev.copra.run.Workers;
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
import java.util.TreeSet;

/** Reads a JSON file an image. The files are read twice: what the categories are is known only after the last one. */
final class LabelMeSource implements IndexedSource {
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

    private static final String SHAPES = "shapes";

    private final Path root;
    /** The root, absolute. */
    private final Path base;

    private final List<Path> files;
    private final ReadOptions options;
    private final ImageFolder images;
    private final NameIndex names;
    /** The names of the keypoints by category. */
    private final Map<String, List<String>> keypoints;

    LabelMeSource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        root = Files.isDirectory(input) ? input : input.toAbsolutePath().getParent();
        base = root.toAbsolutePath();
        files = Files.isDirectory(input) ? ImageNames.files(input, ".json") : List.of(input);
        images = new ImageFolder(options.images() != null ? options.images() : root, options.maxPixels());
        keypoints = PoseFile.read(root);
        Set<String> met = new TreeSet<>(keypoints.keySet());
        OrderedJobs.run(Workers.available(), taker -> {
            for (Path file : files) {
                taker.accept(() -> names(file, met));
            }
        });
        List<DatasetCategory> categories = new ArrayList<>();
        List<String> known = options.classes().isEmpty() ? labels() : options.classes();
        for (DatasetCategory category : NameIndex.of(known, met).catalog().categories()) {
            List<String> points = keypoints.getOrDefault(category.name(), List.of());
            categories.add(new DatasetCategory(Id.NONE, category.name(), null, points, List.of(), Map.of()));
        }
        names = NameIndex.of(categories);
    }

    /** Reads the names of categories and keypoints in a file. @return takes them up */
    private OrderedJobs.End names(Path file, Set<String> met) throws IOException {
        List<Group> groups;
        try {
            groups = groups(JsonFile.members(file).objects(SHAPES));
        } catch (AnnotationException e) {
            // told when its image is read
            groups = List.of();
        }
        Map<String, Set<String>> found = new LinkedHashMap<>();
        for (Group group : groups) {
            Set<String> points = found.computeIfAbsent(group.label(), l -> new LinkedHashSet<>());
            for (JsonMembers point : group.points()) {
                points.add(group.name(point));
            }
        }
        return () -> found.forEach((label, points) -> {
            met.add(label);
            List<String> known = keypoints.computeIfAbsent(label, l -> new ArrayList<>());
            points.stream().filter(p -> !known.contains(p)).forEach(known::add);
        });
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
    private record Group(String label, List<JsonMembers> shapes, List<JsonMembers> points, int index) {
        /** The name of one of its keypoints. */
        String name(JsonMembers point) {
            return shapes.isEmpty() ? LONE_POINT : point.text("label");
        }
    }

    /** What says to which group a shape belongs. @param group null if it is one by itself */
    private record Membership(String label, String group, boolean isPoint) {
        /** Null for a shape without a label. */
        static Membership of(JsonMembers shape) {
            return isLabelled(shape)
                    ? new Membership(
                            shape.text("label"), shape.text("group_id"), "point".equals(shape.text("shape_type")))
                    : null;
        }
    }

    /** Shapes without a label are passed over. */
    private static List<Group> groups(List<JsonMembers> shapes) {
        Map<String, Group> groups = new LinkedHashMap<>();
        /* By group_id, the label of its areas; empty if they have several. */
        Map<String, String> owners = new HashMap<>();
        List<Membership> memberships = new ArrayList<>(shapes.size());
        for (JsonMembers shape : shapes) {
            Membership membership = Membership.of(shape);
            memberships.add(membership);
            if (membership != null && !membership.isPoint() && membership.group() != null) {
                owners.merge(membership.group(), membership.label(), (a, b) -> a.equals(b) ? a : "");
            }
        }
        for (int i = 0; i < shapes.size(); i++) {
            Membership membership = memberships.get(i);
            if (membership == null) {
                continue;
            }
            boolean isPoint = membership.isPoint();
            String group = membership.group();
            String owner = isPoint && group != null ? owners.get(group) : null;
            String key = group == null || isPoint && owner == null ? "#" + i : group;
            String name = owner == null ? membership.label() : owner;
            int index = i;
            Group found = groups.computeIfAbsent(
                    key + '\0' + name, k -> new Group(name, new ArrayList<>(1), new ArrayList<>(0), index));
            (isPoint ? found.points() : found.shapes()).add(shapes.get(i));
        }
        return new ArrayList<>(groups.values());
    }

    private static boolean isLabelled(JsonMembers shape) {
        byte first = shape == null ? 0 : shape.first("label");
        return first != 0 && first != 'n' && first != '{' && first != '[';
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public int size() {
        return files.size();
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public void read(int at, Notes notes, Visitor visitor) throws IOException {
        try {
            read(files.get(at), notes, visitor);
        } catch (AnnotationException e) {
            notes.add(e);
        }
    }

    private void read(Path file, Notes notes, Visitor visitor) throws IOException, AnnotationException {
        JsonMembers json = JsonFile.members(file);
        if (json.first(SHAPES) != '[') {
            throw new AnnotationException("labelme-shapes", file.toString(), "the file has no list of shapes");
        }
        DatasetImage image = image(json, file, notes);
        List<JsonMembers> shapes = json.objects(SHAPES);
        for (int i = 0; i < shapes.size(); i++) {
            if (!isLabelled(shapes.get(i))) {
                notes.add(new AnnotationException(
                        "labelme-label", file + ", shape " + (i + 1), "the shape has no label"));
            }
        }
        List<Instance> instances = new ArrayList<>();
        for (Group group : groups(shapes)) {
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
                notes.add(e);
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
        for (JsonMembers point : group.points()) {
            double[] xy = Shapes.points(point, place);
            if (xy.length != 2) {
                throw new AnnotationException("labelme-points", place, "a point has " + xy.length / 2 + " points");
            }
            int at = 3 * known.indexOf(group.name(point));
            values[at] = xy[0];
            values[at + 1] = xy[1];
            // as X-AnyLabeling has it
            values[at + 2] = point.tree("difficult").asBoolean() ? 1 : 2;
        }
        return values;
    }

    private DatasetImage image(JsonMembers members, Path file, Notes notes) throws IOException {
        String json = ImageNames.name(base, file.toAbsolutePath());
        String folder = json.substring(0, json.lastIndexOf('/') + 1);
        String path = members.text("imagePath");
        String stated = path == null ? "" : path.replace('\\', '/');
        String last = stated.substring(stated.lastIndexOf('/') + 1);
        String name = folder + (last.isEmpty() ? NameTable.stem(json.substring(folder.length())) + ".jpg" : last);
        String split = "";
        int slash = name.indexOf('/');
        if (slash > 0 && Splits.NAMES.contains(name.substring(0, slash))) {
            split = name.substring(0, slash);
            name = name.substring(slash + 1);
        }
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (int m = 0; m < members.size(); m++) {
            String member = members.name(m);
            if (!OF_FILE.contains(member)) {
                extras.put(member, members.tree(m));
            }
        }
        DatasetImage image = Plausible.sized(
                new DatasetImage(
                        IdNodes.id(members, "id"),
                        name,
                        split,
                        0,
                        0,
                        extras,
                        split.isEmpty() ? root : root.resolve(split)),
                members.tree("imageWidth").asInt(),
                members.tree("imageHeight").asInt(),
                options.maxPixels(),
                notes,
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
