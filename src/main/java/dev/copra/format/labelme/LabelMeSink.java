package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Ledger;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.PreparingSink;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ClassList;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.Splits;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes a JSON file an image. */
final class LabelMeSink implements PreparingSink {
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
    public Notes notes() {
        return options.notes();
    }

    @Override
    public Prepared prepare(DatasetImage image, List<Instance> instances, Notes notes) throws IOException {
        String below = ImagePlaces.below(image.split());
        ImagePlaces.Wish wish = places.wish(image, below, "", ImagePlaces.Size.WITH_INSTANCES, instances.isEmpty());
        if (!wish.isPossible()) {
            return () -> places.take(wish);
        }
        Losses own = losses.into(notes.ledger());
        count(own.ledger(), image, wish.image(), below + wish.name());
        JsonText text = new JsonText(1 << 10);
        ShapeWriter writer = shapes.into(own);
        int group = 0;
        for (Instance instance : instances) {
            if (instance.around() == null || classes.index(instance.category()) < 0) {
                own.ledger().lose(Loss.INSTANCE, image, instance);
            } else {
                group += writer.write(text, wish.image(), instance, group + 1) ? 1 : 0;
            }
        }
        byte[] file = file(wish.image(), wish.name(), text.toBytes());
        return () -> {
            if (!places.take(wish)) {
                return false;
            }
            folder.write(wish.stem() + ".json", file);
            return true;
        };
    }

    private static void count(Ledger ledger, DatasetImage image, DatasetImage sized, String name) {
        String split = image.split();
        boolean isSplit = split.isEmpty() || Splits.NAMES.contains(split);
        if (!isSplit) {
            ledger.lose(Loss.SPLIT, image.fileName());
        }
        if (!isSplit || !name.equals((split.isEmpty() ? "" : split + "/") + image.fileName())) {
            ledger.lose(Loss.FILE_NAME, image.fileName());
        }
        if (!sized.hasSize()) {
            ledger.lose(Loss.SIZE, image.fileName());
        }
        if (image.extras().keySet().stream().anyMatch(LabelMeSource::isKnown)) {
            ledger.lose(Loss.EXTRAS, image.fileName());
        }
    }

    private static byte[] file(DatasetImage image, String name, byte[] shapes) {
        JsonText text = new JsonText(shapes.length + 256);
        text.add("{\n  \"version\": \"" + VERSION + "\",\n  \"flags\": {},\n  \"shapes\": [")
                .add(shapes);
        text.add(shapes.length == 0 ? "]" : "\n  ]");
        text.add(",\n  \"imagePath\": ").add(JsonValues.text(name.substring(name.lastIndexOf('/') + 1)));
        text.add(",\n  \"imageData\": null,\n  \"imageHeight\": ").add(image.height());
        text.add(",\n  \"imageWidth\": ").add(image.width());
        if (image.id().present()) {
            text.add(",\n  \"id\": ").add(image.id().json());
        }
        for (Map.Entry<String, JsonNode> extra : image.extras().entrySet()) {
            if (!LabelMeSource.isKnown(extra.getKey())) {
                ShapeWriter.member(text.add(",\n  "), extra);
            }
        }
        return text.add("\n}\n").toBytes();
    }

    @Override
    public void finish() throws IOException {
        StringBuilder text = new StringBuilder("__ignore__\n_background_\n");
        for (String name : classes.names()) {
            text.append(name.replaceAll("\\R", " ")).append('\n');
        }
        folder.write(LABELS, text.toString().getBytes(StandardCharsets.UTF_8));
        byte[] pose = PoseFile.text(categories);
        if (pose != null) {
            folder.write(PoseFile.NAME, pose);
        }
    }
}
