package dev.copra.format.labelme;

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
import dev.copra.format.ClassList;
import dev.copra.format.IdNodes;
import dev.copra.format.ImagePlaces;
import dev.copra.format.Losses;
import dev.copra.format.NameIndex;
import dev.copra.format.Splits;
import dev.copra.format.WriteOptions;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a JSON file an image. */
final class LabelMeSink implements DatasetSink {
    static final String LABELS = "labels.txt";
    /** Lines that LabelMe's own files of labels begin with. */
    static final Set<String> NO_LABELS = Set.of("__ignore__", "_background_");

    private static final String VERSION = "5.5.0";

    private final OutputFolder folder;
    private final WriteOptions options;
    private final Losses losses;
    private final ImagePlaces places;
    private List<DatasetCategory> categories;
    private ClassList classes;
    private ShapeWriter shapes;

    LabelMeSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        places = new ImagePlaces(options, folder);
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
                Loss.SPLIT);
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
        shapes = new ShapeWriter(categories, options.encoding(), losses);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String below = ImagePlaces.below(image.split());
        ImagePlaces.Place place = places.take(image, below, "", ImagePlaces.Size.WITH_INSTANCES, instances.isEmpty());
        if (place == null) {
            return;
        }
        DatasetImage sized = place.image();
        count(image, sized, below + place.name());
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        int group = 0;
        for (Instance instance : instances) {
            if (instance.around() == null || classes.index(instance.category()) < 0) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
            } else {
                group += shapes.write(list, sized, instance, group + 1) ? 1 : 0;
            }
        }
        try (OutputStream out = folder.create(place.stem() + ".json")) {
            out.write(file(sized, place.name(), list).toPrettyString().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }

    private void count(DatasetImage image, DatasetImage sized, String name) {
        String split = image.split();
        boolean isSplit = split.isEmpty() || Splits.NAMES.contains(split);
        if (!isSplit) {
            losses.ledger().lose(Loss.SPLIT, image.fileName());
        }
        if (!isSplit || !name.equals((split.isEmpty() ? "" : split + "/") + image.fileName())) {
            losses.ledger().lose(Loss.FILE_NAME, image.fileName());
        }
        if (!sized.hasSize()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        if (image.extras().keySet().stream().anyMatch(LabelMeSource::isKnown)) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
    }

    private static ObjectNode file(DatasetImage image, String name, ArrayNode shapes) {
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("version", VERSION);
        file.putObject("flags");
        file.set("shapes", shapes);
        file.put("imagePath", name.substring(name.lastIndexOf('/') + 1));
        file.putNull("imageData");
        file.put("imageHeight", image.height());
        file.put("imageWidth", image.width());
        if (image.id().present()) {
            file.set("id", IdNodes.node(image.id()));
        }
        for (Map.Entry<String, JsonNode> extra : image.extras().entrySet()) {
            if (!LabelMeSource.isKnown(extra.getKey())) {
                file.set(extra.getKey(), extra.getValue());
            }
        }
        return file;
    }

    @Override
    public void finish() throws IOException {
        StringBuilder text = new StringBuilder("__ignore__\n_background_\n");
        for (String name : classes.names()) {
            text.append(name.replaceAll("\\R", " ")).append('\n');
        }
        write(LABELS, text.toString().getBytes(StandardCharsets.UTF_8));
        byte[] pose = PoseFile.text(categories);
        if (pose != null) {
            write(PoseFile.NAME, pose);
        }
    }

    private void write(String name, byte[] text) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(text);
        }
    }
}
