package dev.copra.format.voc;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.IndexedSource;
import dev.copra.format.contract.Notes;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.name.ImageNames;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.region.VocPalette;
import dev.copra.image.LabelPng;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Reads PNGs of objects and classes. Where there are files of XML too, whose objects are those of the PNG, the instances have what those
 * say.
 */
final class VocSegmentSource implements IndexedSource {
    private final VocFolder folder;
    private final ReadOptions options;
    private final VocAnnotations annotations;
    private final Map<String, String> splits;
    private final List<String> stems;
    private final SegmentClasses classes;

    VocSegmentSource(VocFolder folder, ReadOptions options) throws IOException {
        this.folder = folder;
        this.options = options;
        annotations = new VocAnnotations(folder, options);
        splits = folder.splits("Segmentation");
        List<Path> files = new ArrayList<>();
        TreeSet<String> found = new TreeSet<>();
        for (String name : List.of("SegmentationObject", "SegmentationClass")) {
            Path pictures = folder.root().resolve(name);
            for (Path file : ImageNames.files(pictures, ".png")) {
                found.add(NameTable.stem(ImageNames.name(pictures, file)));
            }
        }
        stems = List.copyOf(found);
        for (String stem : stems) {
            if (Files.isRegularFile(xml(stem))) {
                files.add(xml(stem));
            }
        }
        classes = new SegmentClasses(folder.labels(), options.classes(), VocAnnotations.categories(files));
    }

    private Path xml(String stem) {
        return folder.annotations().resolve(stem + ".xml");
    }

    private Path picture(String folderName, String stem) {
        return folder.root().resolve(folderName).resolve(stem + ".png");
    }

    @Override
    public Catalog catalog() {
        return classes.names().catalog();
    }

    @Override
    public int size() {
        return stems.size();
    }

    @Override
    public Notes notes() {
        return options.notes();
    }

    @Override
    public void read(int at, Notes notes, Visitor visitor) throws IOException {
        try {
            read(stems.get(at), notes, visitor);
        } catch (AnnotationException e) {
            notes.add(e);
        } catch (NoSuchFileException | FileNotFoundException e) {
            notes.add(new AnnotationException("voc-png", e.getMessage(), "this PNG is missing; the image is left out"));
        } catch (FileSystemException e) {
            notes.add(new AnnotationException("voc-png", e.getFile(), e.getReason() + "; the image is left out")
                    .with(Remedy.of(e)));
        }
    }

    private void read(String stem, Notes notes, Visitor visitor) throws IOException, AnnotationException {
        String split = splits.getOrDefault(stem, "");
        VocAnnotations.Annotation annotation =
                Files.isRegularFile(xml(stem)) ? annotations.read(xml(stem), classes.names(), split, notes) : null;
        LabelPng kinds = LabelPng.read(picture("SegmentationClass", stem), options.maxPixels());
        Path objectsFile = picture("SegmentationObject", stem);
        // without a picture of objects, all pixels of a class are one
        LabelPng objects = Files.isRegularFile(objectsFile) ? LabelPng.read(objectsFile, options.maxPixels()) : kinds;
        if (objects.width() != kinds.width() || objects.height() != kinds.height()) {
            throw new AnnotationException(
                    "voc-size",
                    objectsFile.toString(),
                    "the picture of objects has " + objects.width() + " x " + objects.height()
                            + " pixels, that of classes " + kinds.width() + " x " + kinds.height());
        }
        DatasetImage image = annotation != null
                ? annotation.image()
                : new DatasetImage(Id.NONE, annotations.imageName(null, stem), split, 0, 0).withFolder(folder.images());
        image = image.withSize(objects.width(), objects.height());
        TreeMap<Integer, Instance> instances = new TreeMap<>();
        for (Map.Entry<Integer, Rle> mask : PixelOwners.masks(objects.values(), objects.width(), objects.height())
                .entrySet()) {
            int number = SegmentClasses.number(objects, mask.getKey());
            if (number == 0 || number == VocPalette.VOID) {
                continue;
            }
            int category = classes.category(kinds, mask.getValue());
            if (category < 0) {
                notes.add(new AnnotationException(
                                "voc-class",
                                picture("SegmentationClass", stem).toString(),
                                "object " + number + " has a class that labelmap.txt does not name")
                        .with(Remedy.CLASSES));
                continue;
            }
            instances.put(
                    number,
                    Instance.builder()
                            .category(category)
                            .region(new Region.Raster(mask.getValue()))
                            .build());
        }
        visitor.image(image, merged(instances, annotation));
    }

    /** The instances with what the file of XML says, if it means the same objects. */
    private static List<Instance> merged(TreeMap<Integer, Instance> masks, VocAnnotations.Annotation annotation) {
        List<Instance> objects = annotation == null ? List.of() : annotation.objects();
        for (Map.Entry<Integer, Instance> mask : masks.entrySet()) {
            Instance object = mask.getKey() <= objects.size() ? objects.get(mask.getKey() - 1) : null;
            if (object == null || object.category() != mask.getValue().category()) {
                return List.copyOf(masks.values());
            }
        }
        List<Instance> merged = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            Instance mask = masks.get(i + 1);
            if (objects.get(i) != null) {
                merged.add(
                        mask == null
                                ? objects.get(i)
                                : objects.get(i).toBuilder()
                                        .region(mask.region())
                                        .build());
            }
        }
        return merged;
    }
}
