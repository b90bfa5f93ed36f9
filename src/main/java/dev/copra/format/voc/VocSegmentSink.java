package dev.copra.format.voc;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.PreparingSink;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ClassList;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.region.VocPalette;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import dev.copra.mask.Box;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes two indexed PNGs and a file of XML an image. No border is written: it would take pixels from the masks. */
final class VocSegmentSink implements PreparingSink {
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
        images = new VocImages(folder, options);
        annotations = new VocAnnotationWriter(options.vocZeroBased());
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
    public Notes notes() {
        return options.notes();
    }

    @Override
    public Prepared prepare(DatasetImage image, List<Instance> instances, Notes notes) throws IOException {
        ImagePlaces.Wish wish = images.wish(image, true);
        if (!wish.isPossible()) {
            return () -> images.take(wish);
        }
        Losses own = losses.into(notes.ledger());
        DatasetImage written = VocImages.written(wish);
        own.fileName(image, written.fileName());
        own.image(image);
        // objects with a mask come first: the number of an object is its place in the file of XML
        List<Instance> masked = new ArrayList<>();
        List<Instance> boxed = new ArrayList<>();
        int noRoom = 0;
        for (Instance instance : instances) {
            if (instance.around() == null || classes.index(instance.category()) < 0) {
                own.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            boolean hasMask = instance.region() instanceof Region.Rings || instance.region() instanceof Region.Raster;
            boolean fits = masked.size() < MOST && classes.index(instance.category()) < MOST;
            (hasMask && fits ? masked : boxed).add(instance);
            noRoom += hasMask && !fits ? 1 : 0;
            own.instance(image, instance);
            if (!(hasMask && fits)) {
                lose(own, Loss.MASK, hasMask, image, instance);
                own.area(image, instance, instance.around().area());
            }
        }
        if (noRoom > 0) {
            notes.add(new AnnotationException(
                    "voc-objects",
                    image.fileName(),
                    "a PNG has room for " + MOST + " objects and as many classes; the masks of " + noRoom
                            + " objects are left out, their boxes stay"));
        }
        PixelOwners owners = new PixelOwners(written, masked, options.overlap());
        for (int i = 0; i < masked.size(); i++) {
            count(own, image, masked.get(i), owners, i);
        }
        byte[] objects = png(written, owners.owners());
        int[] classIndices = owners.owners().clone();
        for (int p = 0; p < classIndices.length; p++) {
            if (classIndices[p] > 0) {
                classIndices[p] = classes.index(masked.get(classIndices[p] - 1).category()) + 1;
            }
        }
        byte[] kinds = png(written, classIndices);
        masked.addAll(boxed);
        byte[] text = annotations.text(
                written,
                masked.stream()
                        .map(i -> new VocAnnotationWriter.Named(
                                i, categories.get(i.category()).name()))
                        .toList(),
                true,
                own);
        return () -> {
            if (!images.take(wish)) {
                return false;
            }
            folder.write("SegmentationObject/" + wish.stem() + ".png", objects);
            folder.write("SegmentationClass/" + wish.stem() + ".png", kinds);
            folder.write(VocAnnotationWriter.file(wish.stem()), text);
            return true;
        };
    }

    private static void count(Losses own, DatasetImage image, Instance instance, PixelOwners owners, int index) {
        boolean covered = owners.isCovered(index);
        boolean gone = owners.area(index) == 0;
        lose(own, Loss.MASK, gone, image, instance);
        own.lose(Loss.OVERLAP, covered, image, instance);
        own.lose(Loss.PIXELS, covered && !gone, image, instance);
        own.lose(Loss.OUTLINE, !covered && !gone && instance.region() instanceof Region.Rings, image, instance);
        Box around = instance.around();
        own.area(image, instance, gone ? around.area() : owners.area(index));
    }

    private static void lose(Losses own, Loss loss, boolean isLost, DatasetImage image, Instance instance) {
        if (isLost) {
            own.ledger().lose(loss, image, instance);
        }
    }

    private static byte[] png(DatasetImage image, int[] indices) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(1 << 12);
        LabelPng.writeIndexed(out, image.width(), image.height(), indices, VocPalette.all());
        return out.toByteArray();
    }

    @Override
    public void finish() throws IOException {
        images.finish("Segmentation", classes.names());
    }
}
