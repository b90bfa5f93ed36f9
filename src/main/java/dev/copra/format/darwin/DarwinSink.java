package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.Splits;
import dev.copra.io.OutputFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Writes a file an image, and one of the classes. */
final class DarwinSink implements DatasetSink {
    /** An image has one slot. */
    static final String SLOT = "0";

    private static final String SCHEMA = "https://darwin-public.s3.eu-west-1.amazonaws.com/darwin_json/2.0/schema.json";

    private final OutputFolder folder;
    private final Losses losses;
    private final ImagePlaces places;
    private Classes classes;
    private AnnotationWriter writer;

    DarwinSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
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
                Loss.SPLIT,
                Loss.CATEGORY_MEMBERS);
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        losses.exceptKeypoints(catalog);
        NameIndex.countShared(catalog, losses);
        classes = new Classes(catalog.categories());
        writer = new AnnotationWriter(losses, classes);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        ImagePlaces.Place place = places.take(
                image,
                ImagePlaces.below(image.split()),
                DarwinFormat.IMAGES + "/",
                ImagePlaces.Size.WITH_INSTANCES,
                instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.fileName(image, place.name());
        if (!image.split().isEmpty() && !Splits.NAMES.contains(image.split())) {
            losses.ledger().lose(Loss.SPLIT, image.fileName());
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("version", "2.0").put("schema_ref", SCHEMA);
        item(file.putObject("item"), image, place);
        ArrayNode annotations = file.putArray("annotations");
        for (Instance instance : instances) {
            if (instance.category() < 0 || !writer.write(annotations, place.image(), instance)) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
            }
        }
        properties(file.putArray("properties"), image);
        write(DarwinFormat.ANNOTATIONS + "/" + place.stem() + ".json", file);
    }

    private void item(ObjectNode item, DatasetImage image, ImagePlaces.Place place) {
        int slash = place.name().lastIndexOf('/');
        String name = place.name().substring(slash + 1);
        item.put("name", name);
        item.put("path", "/" + place.name().substring(0, Math.max(0, slash)));
        DarwinId id = DarwinId.of(image.id());
        if (id != null) {
            item.putObject("source_info").put("item_id", id.toString());
        } else if (image.id().present()) {
            losses.ledger().lose(Loss.IMAGE_ID, image.fileName());
        }
        ObjectNode slot = item.putArray("slots").addObject();
        slot.put("type", "image").put("slot_name", SLOT);
        DatasetImage sized = place.image();
        if (sized.hasSize()) {
            slot.put("width", sized.width()).put("height", sized.height());
        } else {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        slot.putArray("source_files").addObject().put("file_name", name);
    }

    private void properties(ArrayNode properties, DatasetImage image) {
        boolean kept = true;
        for (Map.Entry<String, JsonNode> extra : image.extras().entrySet()) {
            kept &= AnnotationWriter.property(properties, extra.getKey(), extra.getValue());
        }
        if (!kept) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
    }

    @Override
    public void finish() throws IOException {
        write(DarwinFormat.CLASSES, classes.file());
    }

    private void write(String name, ObjectNode file) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(file.toPrettyString().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
    }
}
