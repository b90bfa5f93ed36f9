package dev.copra.format.voc;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.ClassList;
import dev.copra.format.Losses;
import dev.copra.format.NameIndex;
import dev.copra.format.NameTable;
import dev.copra.format.PixelOwners;
import dev.copra.format.VocPalette;
import dev.copra.format.WriteOptions;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes two indexed PNGs and a file of XML an image. No border is written: it would take pixels from the masks. */
final class VocSegmentSink implements DatasetSink {
    /** Numbers of a PNG from 1 to this one are objects or classes. */
    private static final int MOST = VocPalette.VOID - 1;

    private final OutputFolder folder;
    private final WriteOptions options;
    private final Losses losses;
    private final VocImages images;
    private final VocAnnotationWriter annotations;
    private List<DatasetCategory> categories;
    private ClassList classes;

    VocSegmentSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        losses = new Losses(options.ledger(), Loss.ATTRIBUTES, Loss.SPLIT, Loss.MASK);
        images = new VocImages(folder, options, losses);
        annotations = new VocAnnotationWriter(folder, losses, options.vocZeroBased());
    }

    @Override
    public void begin(Catalog catalog) throws IOException {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
        if (classes.names().size() > MOST) {
            options.problems()
                    .add(new AnnotationException(
                                    "voc-classes",
                                    "labelmap.txt",
                                    "there are " + classes.names().size() + " categories, but a PNG has room for "
                                            + MOST + "; masks of the others are left out")
                            .with(Remedy.FEWER_CATEGORIES));
        }
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        DatasetImage written = images.add(image, true);
        if (written == null) {
            return;
        }
        losses.image(image);
        // objects with a mask come first: the number of an object is its place in the file of XML
        List<Instance> masked = new ArrayList<>();
        List<Instance> boxed = new ArrayList<>();
        int noRoom = 0;
        for (Instance instance : instances) {
            if (instance.around() == null || classes.index(instance.category()) < 0) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            boolean hasMask = instance.region() instanceof Region.Rings || instance.region() instanceof Region.Raster;
            boolean fits = masked.size() < MOST && classes.index(instance.category()) < MOST;
            (hasMask && fits ? masked : boxed).add(instance);
            noRoom += hasMask && !fits ? 1 : 0;
            losses.instance(image, instance);
            if (!(hasMask && fits)) {
                lose(Loss.MASK, hasMask, image, instance);
                losses.area(image, instance, instance.around().area());
            }
        }
        if (noRoom > 0) {
            options.problems()
                    .add(new AnnotationException(
                            "voc-objects",
                            image.fileName(),
                            "a PNG has room for " + MOST + " objects and as many classes; the masks of " + noRoom
                                    + " objects are left out, their boxes stay"));
        }
        PixelOwners owners = new PixelOwners(written, masked, options.overlap());
        for (int i = 0; i < masked.size(); i++) {
            count(image, masked.get(i), owners, i);
        }
        write("SegmentationObject/", written, owners.owners());
        int[] classIndices = owners.owners().clone();
        for (int p = 0; p < classIndices.length; p++) {
            if (classIndices[p] > 0) {
                classIndices[p] = classes.index(masked.get(classIndices[p] - 1).category()) + 1;
            }
        }
        write("SegmentationClass/", written, classIndices);
        masked.addAll(boxed);
        annotations.write(
                written,
                masked.stream()
                        .map(i -> new VocAnnotationWriter.Named(
                                i, categories.get(i.category()).name()))
                        .toList(),
                true);
    }

    private void count(DatasetImage image, Instance instance, PixelOwners owners, int index) {
        boolean covered = owners.isCovered(index);
        boolean gone = owners.area(index) == 0;
        lose(Loss.MASK, gone, image, instance);
        losses.lose(Loss.OVERLAP, covered, image, instance);
        losses.lose(Loss.PIXELS, covered && !gone, image, instance);
        losses.lose(Loss.OUTLINE, !covered && !gone && instance.region() instanceof Region.Rings, image, instance);
        Box around = instance.around();
        losses.area(image, instance, gone ? around.area() : owners.area(index));
    }

    private void lose(Loss loss, boolean isLost, DatasetImage image, Instance instance) {
        if (isLost) {
            losses.ledger().lose(loss, image, instance);
        }
    }

    private void write(String below, DatasetImage image, int[] indices) throws IOException {
        try (OutputStream out = folder.create(below + NameTable.stem(image.fileName()) + ".png")) {
            LabelPng.writeIndexed(out, image.width(), image.height(), indices, VocPalette.all());
        }
    }

    @Override
    public void finish() throws IOException {
        images.finish("Segmentation", classes.names());
    }
}
