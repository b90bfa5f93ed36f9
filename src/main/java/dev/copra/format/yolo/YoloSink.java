package dev.copra.format.yolo;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.ClassList;
import dev.copra.format.ImagePlaces;
import dev.copra.format.Losses;
import dev.copra.format.WriteOptions;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes label files, a row an instance, and {@code data.yaml}. */
final class YoloSink implements DatasetSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final YoloKind kind;
    private final ImagePlaces places;
    private final Losses losses;
    /** By split, the images as a list file names them; filled only where the images themselves are not written. */
    private final Map<String, StringBuilder> lists = new LinkedHashMap<>();

    private ClassList classes;
    private List<DatasetCategory> categories;
    private RowWriter rows;

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
        int keypoints = 0;
        for (DatasetCategory category : categories) {
            keypoints = Math.max(keypoints, category.keypoints().size());
        }
        rows = new RowWriter(kind, classes, keypoints, losses);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String below = ImagePlaces.below(image.split());
        ImagePlaces.Place place =
                places.take(image, below, "images/", ImagePlaces.Size.WITH_INSTANCES, instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.fileName(image, place.name());
        losses.image(image);
        if (options.transfer() == WriteOptions.Transfer.NONE) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        lists.computeIfAbsent(image.split(), s -> new StringBuilder());
        if (options.transfer() == WriteOptions.Transfer.NONE) {
            lists.get(image.split())
                    .append("./images/")
                    .append(below)
                    .append(place.name())
                    .append('\n');
        }
        JsonText text = new JsonText(512);
        for (Instance instance : instances) {
            rows.write(text, place.image(), instance);
        }
        try (OutputStream out = folder.create("labels/" + place.stem() + ".txt")) {
            out.write(text.toBytes());
        }
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
            DataYaml.write(out, splits, classes.names(), kind == YoloKind.POSE ? rows.keypoints() : 0, categories);
        }
    }
}
