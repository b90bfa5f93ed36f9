package dev.copra.format.kitti;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameTable;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes a label file an image. */
final class KittiSink implements DatasetSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImagePlaces places;
    private final Losses losses;
    private List<String> names;
    private List<String> types;

    KittiSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        places = new ImagePlaces(options, folder);
        losses = new Losses(options.ledger(), Loss.SPLIT, Loss.SCORE, Loss.ATTRIBUTES);
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        names = catalog.categories().stream().map(DatasetCategory::name).toList();
        types = KittiTypes.of(names);
        for (String name : names) {
            if (!line(name).equals(name)) {
                losses.ledger().lose(Loss.CATEGORY_NAME, "category " + name);
            }
        }
    }

    /** A name on one line. */
    private static String line(String name) {
        return name.replaceAll("[\r\n]+", " ");
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String split = ImagePlaces.below(image.split());
        ImagePlaces.Place place =
                places.take(image, split + KittiFormat.IMAGES + "/", "", ImagePlaces.Size.NONE, instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.fileName(image, place.name());
        losses.image(image);
        if (options.transfer() == WriteOptions.Transfer.NONE) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        StringBuilder text = new StringBuilder();
        for (Instance instance : instances) {
            row(text, image, instance);
        }
        write(split + KittiFormat.LABELS + "/" + NameTable.stem(place.name()) + ".txt", text);
    }

    private void row(StringBuilder text, DatasetImage image, Instance instance) {
        Box box = instance.around();
        if (box == null || instance.category() < 0) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        losses.instance(image, instance);
        losses.area(image, instance, box.width() * box.height());
        KittiRow.Written row = KittiRow.write(types.get(instance.category()), box, instance);
        if (!row.holdsAttributes()) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        text.append(row.text()).append('\n');
    }

    @Override
    public void finish() throws IOException {
        StringBuilder text = new StringBuilder();
        names.forEach(name -> text.append(line(name)).append('\n'));
        write(KittiFormat.CLASSES, text);
    }

    private void write(String name, CharSequence text) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
