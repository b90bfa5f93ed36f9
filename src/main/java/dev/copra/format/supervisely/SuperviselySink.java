package dev.copra.format.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonValues;
import java.awt.Color;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes a project, a file an image. Polygons are polygons, and what has holes or no polygon is a bitmap. */
final class SuperviselySink implements DatasetSink {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final OutputFolder folder;
    private final Losses losses;
    private final ImagePlaces places;
    private final FigureWriter figures;
    private List<DatasetCategory> categories;
    /** By category, how many keypoints its instances have. */
    private int[] keypoints;

    private long instancesWritten;

    SuperviselySink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        places = new ImagePlaces(options, folder, name -> name);
        losses = new Losses(
                options.ledger(),
                Loss.MASK,
                Loss.LINE,
                Loss.CROWD,
                Loss.SCORE,
                Loss.TRACK,
                Loss.ATTRIBUTES,
                Loss.EXTRAS,
                Loss.KEYPOINTS,
                Loss.ROTATION,
                Loss.INSTANCE_ID,
                Loss.IMAGE_ID,
                Loss.SPLIT,
                Loss.CATEGORY_MEMBERS);
        figures = new FigureWriter(losses);
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        losses.exceptKeypoints(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        keypoints = new int[categories.size()];
        for (int c = 0; c < keypoints.length; c++) {
            keypoints[c] = categories.get(c).keypoints().size();
        }
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String split = image.split();
        ImagePlaces.Place place = places.take(
                image,
                ImagePlaces.below(split),
                name -> new AnnotationFiles.Place(split, name).picture(),
                ImagePlaces.Size.ALL,
                instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.fileName(image, place.name());
        if (split.equals(AnnotationFiles.NO_SPLIT) || split.contains("/")) {
            losses.ledger().lose(Loss.SPLIT, image.fileName());
        }
        DatasetImage sized = place.image();
        ObjectNode file = NODES.objectNode();
        file.put("description", "");
        tags(file.putArray("tags"), image);
        file.putObject("size").put("height", sized.height()).put("width", sized.width());
        if (image.id().present()) {
            file.set("imageId", IdNodes.node(image.id()));
        }
        ArrayNode objects = file.putArray("objects");
        for (Instance instance : instances) {
            int category = instance.category();
            String key = Long.toString(++instancesWritten);
            if (category < 0
                    || !figures.write(
                            objects, sized, instance, categories.get(category).name(), key)) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
            } else if (instance.keypoints() != null) {
                keypoints[category] = Math.max(keypoints[category], instance.keypoints().length / 3);
            }
        }
        write(new AnnotationFiles.Place(split, place.name()).annotations(), JsonValues.text(file));
    }

    private void tags(ArrayNode tags, DatasetImage image) {
        boolean kept = true;
        for (Map.Entry<String, JsonNode> extra : image.extras().entrySet()) {
            kept &= figures.tag(tags, extra.getKey(), extra.getValue());
        }
        if (!kept) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
    }

    @Override
    public void finish() throws IOException {
        ObjectNode meta = NODES.objectNode();
        ArrayNode classes = meta.putArray("classes");
        Set<String> names = new HashSet<>();
        for (int c = 0; c < categories.size(); c++) {
            if (names.add(categories.get(c).name())) {
                ObjectNode stated = classes.addObject();
                stated.put("title", categories.get(c).name());
                stated.put("shape", "any");
                stated.put("color", colour(c));
                geometry(stated.putObject("geometry_config"), categories.get(c), keypoints[c]);
            }
        }
        ArrayNode tags = meta.putArray("tags");
        figures.tagTypes()
                .forEach((name, type) -> tags.addObject()
                        .put("name", name)
                        .put("value_type", type)
                        .put("color", colour(tags.size())));
        meta.put("projectType", "images");
        write(SuperviselyFormat.META, meta.toPrettyString().getBytes(StandardCharsets.UTF_8));
    }

    private static void geometry(ObjectNode config, DatasetCategory category, int count) {
        if (count == 0) {
            return;
        }
        ObjectNode nodes = config.putObject("nodes");
        for (int k = 0; k < count; k++) {
            ObjectNode node = nodes.putObject(Integer.toString(k));
            boolean isNamed = k < category.keypoints().size();
            node.put("label", isNamed ? category.keypoints().get(k) : Integer.toString(k + 1));
            node.put("color", colour(k));
            // where the editor draws the template's nodes: in a row
            node.putArray("loc").add(10 * k).add(0);
        }
        ArrayNode edges = config.putArray("edges");
        for (DatasetCategory.Joint joint : category.skeleton()) {
            edges.addObject()
                    .put("src", Integer.toString(joint.from()))
                    .put("dst", Integer.toString(joint.to()))
                    .put("color", "#00FF00");
        }
    }

    /** Colours that follow each other are far apart. */
    private static String colour(int index) {
        int hue = Color.HSBtoRGB(index * 0.618034f % 1, 0.75f, 0.95f);
        return String.format(Locale.ROOT, "#%06X", hue & 0xFFFFFF);
    }

    private void write(String name, byte[] text) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(text);
            out.write('\n');
        }
    }
}
