package dev.copra.format.voc;

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
import dev.copra.format.name.NameIndex;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a file of XML an image. */
final class VocSink implements PreparingSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final Losses losses;
    private final VocImages images;
    private final VocAnnotationWriter annotations;
    private List<DatasetCategory> categories;
    private ClassList classes;

    VocSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        losses = new Losses(options.ledger(), Loss.ATTRIBUTES, Loss.SPLIT);
        images = new VocImages(folder, options);
        annotations = new VocAnnotationWriter(options.vocZeroBased());
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public Prepared prepare(DatasetImage image, List<Instance> instances, Notes notes) throws IOException {
        ImagePlaces.Wish wish = images.wish(image, false);
        if (!wish.isPossible()) {
            return () -> images.take(wish);
        }
        Losses own = losses.into(notes.ledger());
        DatasetImage written = VocImages.written(wish);
        own.fileName(image, written.fileName());
        own.image(image);
        if (!written.hasSize()) {
            own.ledger().lose(Loss.SIZE, image.fileName());
        }
        List<VocAnnotationWriter.Named> named = new ArrayList<>();
        for (Instance instance : instances) {
            Box box = instance.around();
            if (box == null || classes.index(instance.category()) < 0) {
                own.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            own.instance(image, instance);
            own.area(image, instance, box.width() * box.height());
            named.add(new VocAnnotationWriter.Named(
                    instance, categories.get(instance.category()).name()));
        }
        byte[] text = annotations.text(written, named, false, own);
        return () -> {
            if (!images.take(wish)) {
                return false;
            }
            folder.write(VocAnnotationWriter.file(wish.stem()), text);
            return true;
        };
    }

    @Override
    public void finish() throws IOException {
        images.finish("Main", classes.names());
    }
}
