package dev.copra.format.voc;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.ClassList;
import dev.copra.format.Losses;
import dev.copra.format.NameIndex;
import dev.copra.format.WriteOptions;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a file of XML an image. */
final class VocSink implements DatasetSink {
    private final WriteOptions options;
    private final Losses losses;
    private final VocImages images;
    private final VocAnnotationWriter annotations;
    private List<DatasetCategory> categories;
    private ClassList classes;

    VocSink(OutputFolder folder, WriteOptions options) {
        this.options = options;
        losses = new Losses(options.ledger(), Loss.ATTRIBUTES, Loss.SPLIT);
        images = new VocImages(folder, options, losses);
        annotations = new VocAnnotationWriter(folder, losses, options.vocZeroBased());
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        DatasetImage written = images.add(image, false);
        if (written == null) {
            return;
        }
        losses.image(image);
        if (!written.hasSize()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        List<VocAnnotationWriter.Named> named = new ArrayList<>();
        for (Instance instance : instances) {
            Box box = instance.around();
            if (box == null || classes.index(instance.category()) < 0) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            losses.area(image, instance, box.width() * box.height());
            named.add(new VocAnnotationWriter.Named(
                    instance, categories.get(instance.category()).name()));
        }
        annotations.write(written, named, false);
    }

    @Override
    public void finish() throws IOException {
        images.finish("Main", classes.names());
    }
}
