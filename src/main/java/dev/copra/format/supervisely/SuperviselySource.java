package dev.copra.format.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.JsonFile;
import dev.copra.image.ImageException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a project: its classes from meta.json, and a file an image. */
final class SuperviselySource implements DatasetSource {
    private final Path root;
    private final ReadOptions options;
    private final NameIndex names;
    /** By category, the positions of keypoints by the names of their nodes. */
    private final List<Map<String, Integer>> nodes = new ArrayList<>();

    SuperviselySource(Path input, ReadOptions options) throws IOException {
        this.options = options;
        boolean isMeta = input.getFileName() != null
                && input.getFileName().toString().equals(SuperviselyFormat.META)
                && Files.isRegularFile(input);
        root = isMeta ? input.toAbsolutePath().getParent() : input;
        Path meta = root.resolve(SuperviselyFormat.META);
        List<DatasetCategory> categories = new ArrayList<>();
        try {
            for (JsonNode stated : JsonFile.read(meta).path("classes")) {
                categories.add(category(stated));
            }
        } catch (AnnotationException e) {
            throw new FileSystemException(meta.toString(), null, e.getMessage());
        }
        names = NameIndex.of(categories);
    }

    private DatasetCategory category(JsonNode stated) {
        Map<String, Integer> positions = new HashMap<>();
        List<String> keypoints = new ArrayList<>();
        JsonNode config = stated.path("geometry_config");
        for (Map.Entry<String, JsonNode> node : config.path("nodes").properties()) {
            positions.put(node.getKey(), keypoints.size());
            keypoints.add(node.getValue().path("label").asText(node.getKey()));
        }
        List<DatasetCategory.Joint> joints = new ArrayList<>();
        for (JsonNode edge : config.path("edges")) {
            Integer from = positions.get(edge.path("src").asText());
            Integer to = positions.get(edge.path("dst").asText());
            if (from != null && to != null) {
                joints.add(new DatasetCategory.Joint(from, to));
            }
        }
        nodes.add(positions);
        return new DatasetCategory(Id.NONE, stated.path("title").asText(""), null, keypoints, joints, Map.of());
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Path file : ImageNames.files(root, ".json")) {
            AnnotationFiles.Place place = AnnotationFiles.place(ImageNames.name(root, file));
            if (place != null) {
                try {
                    image(JsonFile.read(file), place, file.toString(), visitor);
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
        }
    }

    private void image(JsonNode tree, AnnotationFiles.Place at, String file, Visitor visitor)
            throws IOException, AnnotationException {
        if (!tree.path("objects").isArray()) {
            throw new AnnotationException("supervisely-objects", file, "the file has no list of objects");
        }
        Map<String, JsonNode> extras = new LinkedHashMap<>();
        for (JsonNode tag : tree.path("tags")) {
            // once these were names alone
            extras.put(tag.isTextual() ? tag.textValue() : tag.path("name").asText(""), Figures.value(tag));
        }
        DatasetImage image = new DatasetImage(IdNodes.id(tree.get("imageId")), at.name(), at.split(), 0, 0, extras)
                .withFolder(root.resolve(at.picture()).getParent());
        JsonNode size = tree.path("size");
        image = sized(
                Plausible.sized(
                        image, size.path("width").asInt(), size.path("height").asInt(), options, file),
                at,
                file);
        List<Instance> instances = new ArrayList<>();
        for (List<Figures.Figure> object : Figures.objects(tree.get("objects"))) {
            String place = file + ", object " + object.get(0).number();
            try {
                instances.add(instance(object, image, place));
            } catch (AnnotationException e) {
                options.problems().add(e);
            }
        }
        visitor.image(image, instances);
    }

    private DatasetImage sized(DatasetImage image, AnnotationFiles.Place at, String file) throws IOException {
        if (image.hasSize()) {
            return image;
        }
        Path picture = root.resolve(at.picture());
        try {
            return Files.isRegularFile(picture)
                    ? ImageFolder.sized(image, picture, options.maxPixels())
                    : ImageFolder.of(options).sized(image, file);
        } catch (ImageException e) {
            options.problems().add(ImageFolder.problem(e, file));
        } catch (AnnotationException e) {
            options.problems().add(e);
        }
        return image;
    }

    private Instance instance(List<Figures.Figure> object, DatasetImage image, String place)
            throws AnnotationException {
        String title = object.get(0).node().path("classTitle").asText("");
        int position = names.position(title);
        if (position < 0) {
            throw new AnnotationException("supervisely-class", place, "meta.json has no class '" + title + "'");
        }
        DatasetCategory category = catalog().categories().get(position);
        return Figures.instance(object, position, category, nodes.get(position), image, options.maxPixels(), place);
    }
}
