package dev.copra.format.coco;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.id.Id;
import dev.copra.coco.region.BoxRotation;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.CocoIndex;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.io.Input;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads a COCO document image by image. */
final class CocoSource implements IndexedSource {
    private static final Set<String> OF_IMAGE = Set.of("id", "file_name", "width", "height");
    private static final Set<String> OF_CATEGORY = Set.of("id", "name", "supercategory", "keypoints", "skeleton");
    private static final Set<String> OF_ANNOTATION = Set.of(
            "id",
            "image_id",
            "category_id",
            "bbox",
            "segmentation",
            "keypoints",
            "num_keypoints",
            "iscrowd",
            "score",
            "area",
            "track_id",
            "attributes");

    private final CocoIndex index;
    private final ReadOptions options;
    private final Catalog catalog;
    private final Map<Id, Integer> categories = new HashMap<>();

    /** @param imageList a document that lists the images and categories, or null if this one does */
    CocoSource(Input input, Input imageList, ReadOptions options) throws IOException {
        this.options = options;
        index = CocoIndex.read(input, imageList, options.problems());
        List<DatasetCategory> list = new ArrayList<>();
        for (CocoRecord record : index.categories()) {
            try {
                DatasetCategory category = category(record);
                Integer other = categories.putIfAbsent(category.id(), list.size());
                if (other == null) {
                    list.add(category);
                } else if (!category.equals(list.set(other, category))) {
                    throw record.wrong(
                            "category-duplicate",
                            "another category has the id " + category.id() + "; that one is left out");
                }
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> member : index.members().entrySet()) {
            extras.put(member.getKey(), JsonValues.tree(member.getValue(), 0, member.getValue().length));
        }
        catalog = new Catalog(list, extras);
    }

    @Override
    public Catalog catalog() {
        return catalog;
    }

    @Override
    public int size() {
        return index.imageCount();
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public void read(int at, Notes notes, Visitor visitor) throws IOException {
        DatasetImage image;
        try {
            image = image(index.image(at));
        } catch (AnnotationException e) {
            notes.add(e);
            return;
        }
        List<CocoRecord> annotations = index.annotations(at);
        List<Instance> instances = new ArrayList<>(annotations.size());
        for (CocoRecord annotation : annotations) {
            try {
                instances.add(instance(annotation, image));
            } catch (AnnotationException e) {
                notes.add(e);
            }
        }
        visitor.image(image, instances);
    }

    private DatasetImage image(CocoRecord image) throws AnnotationException {
        String fileName = image.text("file_name");
        if (fileName == null) {
            // LVIS v1 has the address alone
            String url = image.text("coco_url");
            fileName = url == null ? image.id("id").text() : url.substring(url.lastIndexOf('/') + 1);
        }
        return new DatasetImage(
                image.id("id"),
                fileName,
                "",
                side(image, "width"),
                side(image, "height"),
                rest(image, OF_IMAGE),
                options.beside());
    }

    private int side(CocoRecord image, String name) throws AnnotationException {
        double side = image.number(name, 0);
        if (!(side >= 0 && side == Math.rint(side) && side <= 1 << 20)) {
            throw image.wrong("image-size", name + " is not a number of pixels");
        }
        return (int) side;
    }

    private static DatasetCategory category(CocoRecord record) throws AnnotationException {
        Id id = record.id("id");
        if (!id.present()) {
            throw record.wrong("category-id", "the category has no id");
        }
        String name = record.text("name");
        List<String> keypoints = new ArrayList<>();
        JsonNode names = record.tree("keypoints");
        if (names != null && names.isArray()) {
            names.forEach(n -> keypoints.add(n.asText()));
        }
        List<DatasetCategory.Joint> skeleton = new ArrayList<>();
        JsonNode joints = record.tree("skeleton");
        if (joints != null && joints.isArray()) {
            for (JsonNode joint : joints) {
                if (joint.size() == 2) {
                    // COCO counts keypoints from 1
                    skeleton.add(new DatasetCategory.Joint(
                            joint.get(0).asInt() - 1, joint.get(1).asInt() - 1));
                }
            }
        }
        return new DatasetCategory(
                id,
                name == null ? "" : name,
                record.text("supercategory"),
                keypoints,
                skeleton,
                rest(record, OF_CATEGORY));
    }

    private Instance instance(CocoRecord annotation, DatasetImage image) throws AnnotationException {
        Instance.Builder instance = Instance.builder()
                .id(annotation.id("id"))
                .category(category(annotation.id("category_id"), annotation))
                .crowd(annotation.flag("iscrowd"))
                .score(annotation.number("score", Double.NaN))
                .area(annotation.number("area", Double.NaN))
                .track(annotation.id("track_id"))
                .keypoints(annotation.keypoints())
                .region(CocoRegions.read(annotation, image));
        if (!annotation.isNull("bbox")) {
            instance.box(box(annotation));
        }
        double degrees = BoxRotation.degrees(annotation);
        instance.rotation(degrees);
        JsonNode attributes = annotation.tree("attributes");
        if (attributes != null && attributes.isObject()) {
            attributes.properties().forEach(a -> {
                if (degrees == 0 || !a.getKey().equals("rotation")) {
                    instance.attribute(a.getKey(), a.getValue());
                }
            });
        } else if (attributes != null && !attributes.isNull()) {
            instance.extra("attributes", attributes);
        }
        rest(annotation, OF_ANNOTATION).forEach(instance::extra);
        if (categories.isEmpty() && annotation.id("category_id").present()) {
            // it is of a list that is elsewhere, or means nothing, as in files of captions
            instance.extra("category_id", annotation.tree("category_id"));
        }
        return instance.build();
    }

    private static Box box(CocoRecord annotation) throws AnnotationException {
        double[] box = annotation.numbers("bbox");
        if (box.length != 4) {
            throw annotation.wrong("bbox-length", "bbox has " + box.length + " numbers, not 4");
        }
        try {
            return new Box(box[0], box[1], box[2], box[3]);
        } catch (IllegalArgumentException e) {
            throw annotation.wrong("bbox-range", e.getMessage());
        }
    }

    private int category(Id id, CocoRecord annotation) throws AnnotationException {
        if (!id.present() || categories.isEmpty()) {
            return Instance.NO_CATEGORY;
        }
        Integer category = categories.get(id);
        if (category == null) {
            throw annotation.wrong("category-unknown", "there is no category with the id " + id);
        }
        return category;
    }

    /** The position in the catalog of a category by its id, or -1. */
    int category(Id id) {
        return categories.getOrDefault(id, Instance.NO_CATEGORY);
    }

    /** All members but those of some names. */
    private static Map<String, JsonNode> rest(CocoRecord record, Set<String> known) throws AnnotationException {
        Map<String, JsonNode> rest = new LinkedHashMap<>();
        for (String name : record.names()) {
            if (!known.contains(name)) {
                rest.put(name, record.tree(name));
            }
        }
        return rest;
    }

    @Override
    public void close() throws IOException {
        index.close();
    }
}
