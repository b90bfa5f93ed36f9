package dev.copra.format.yolo;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.PreparingSink;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ClassList;
import dev.copra.format.name.ImagePlaces;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes label files, a row an instance, and {@code data.yaml}. */
final class YoloSink implements PreparingSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final YoloKind kind;
    private final ImagePlaces places;
    private final Losses losses;
    /** By split, the images as a list file names them; filled only where the images themselves are not written. */
    private final Map<String, StringBuilder> lists = new LinkedHashMap<>();

    private ClassList classes;
    private List<DatasetCategory> categories;
    /** How many a row of the kind {@code POSE} has. */
    private int keypoints;

    YoloSink(OutputFolder folder, YoloKind kind, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        this.kind = kind;
        places = new ImagePlaces(options, folder);
        losses = new Losses(options.ledger(), RowWriter.kept(kind));
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
        for (DatasetCategory category : categories) {
            keypoints = Math.max(keypoints, category.keypoints().size());
        }
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public Prepared prepare(DatasetImage image, List<Instance> instances, Notes notes) {
        String below = ImagePlaces.below(image.split());
        ImagePlaces.Wish wish =
                places.wish(image, below, "images/", ImagePlaces.Size.WITH_INSTANCES, instances.isEmpty());
        if (!wish.isPossible()) {
            return () -> places.take(wish);
        }
        Losses own = losses.into(notes.ledger());
        own.fileName(image, wish.name());
        own.image(image);
        if (options.transfer() == WriteOptions.Transfer.NONE) {
            own.ledger().lose(Loss.SIZE, image.fileName());
        }
        JsonText text = new JsonText(512);
        RowWriter rows = new RowWriter(kind, classes, keypoints, own);
        for (Instance instance : instances) {
            rows.write(text, wish.image(), instance);
        }
        byte[] labels = text.toBytes();
        return () -> {
            if (!places.take(wish)) {
                return false;
            }
            StringBuilder list = lists.computeIfAbsent(image.split(), s -> new StringBuilder());
            if (options.transfer() == WriteOptions.Transfer.NONE) {
                list.append("./images/").append(below).append(wish.name()).append('\n');
            }
            folder.write("labels/" + wish.stem() + ".txt", labels);
            return true;
        };
    }

    @Override
    public void finish() throws IOException {
        Map<String, String> splits = new LinkedHashMap<>();
        for (Map.Entry<String, StringBuilder> list : lists.entrySet()) {
            String split = list.getKey();
            if (options.transfer() == WriteOptions.Transfer.NONE) {
                String file = split.isEmpty() ? "images.txt" : split + ".txt";
                try (OutputStream out = folder.create(file)) {
                    out.write(list.getValue().toString().getBytes(StandardCharsets.UTF_8));
                }
                splits.put(split, file);
            } else {
                splits.put(split, split.isEmpty() ? "images" : "images/" + split);
            }
        }
        try (OutputStream out = folder.create("data.yaml")) {
            DataYaml.write(out, splits, classes.names(), kind == YoloKind.POSE ? keypoints : 0, categories);
        }
    }
}
