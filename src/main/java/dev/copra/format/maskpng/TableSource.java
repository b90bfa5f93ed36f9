package dev.copra.format.maskpng;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSource;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Region;
import dev.copra.format.contract.ReadOptions;
import dev.copra.format.maskpng.MaskTable.Column;
import dev.copra.format.maskpng.MaskTable.Row;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.text.TextFile;
import dev.copra.image.LabelPng;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads the masks that rows name. */
final class TableSource implements DatasetSource {
    static final String CLASSES = "classes.txt";

    /** Folders of images, of which a data set has one. */
    private static final List<String> PICTURES =
            List.of("images", "JPEGImages/480p", "JPEGImages/Full-Resolution", "JPEGImages");

    private final Path root;
    private final Path pictures;
    private final String table;
    private final ReadOptions options;
    private final ImageFolder images;
    private final Map<String, List<Row>> rows;
    private final NameIndex names;
    /** The picture that was read last, and its masks by value: rows of an image may share one. */
    private Path lastFile;

    private Map<Integer, Rle> lastMasks;

    /** @param table for messages @param rows by image */
    TableSource(Path root, String table, Map<String, List<Row>> rows, ReadOptions options) throws IOException {
        this.root = root;
        this.table = table;
        this.rows = rows;
        this.options = options;
        images = ImageFolder.of(options);
        pictures = PICTURES.stream()
                .map(root::resolve)
                .filter(Files::isDirectory)
                .findFirst()
                .orElse(null);
        Set<String> met = new TreeSet<>();
        rows.values()
                .forEach(list ->
                        list.stream().filter(TableSource::isInstance).forEach(r -> met.add(r.get(Column.CATEGORY))));
        Path classes = root.resolve(CLASSES);
        List<String> known = !options.classes().isEmpty()
                ? options.classes()
                : Files.isRegularFile(classes)
                        ? TextFile.lines(classes).stream()
                                .filter(l -> !l.isEmpty())
                                .toList()
                        : List.of();
        names = NameIndex.of(known, met);
    }

    /** A row of an image without an instance has nothing but the image. */
    private static boolean isInstance(Row row) {
        return !row.get(Column.MASK).isEmpty()
                || !row.get(Column.BBOX).isEmpty()
                || !row.get(Column.CATEGORY).isEmpty()
                || !row.get(Column.KEYPOINTS).isEmpty();
    }

    @Override
    public Catalog catalog() {
        return names.catalog();
    }

    @Override
    public void read(Visitor visitor) throws IOException {
        for (Map.Entry<String, List<Row>> entry : rows.entrySet()) {
            if (entry.getKey().isEmpty()) {
                options.problems()
                        .add(new AnnotationException(
                                "mask-table",
                                table + ":" + entry.getValue().get(0).line(),
                                "rows without an image are left out: "
                                        + entry.getValue().size()));
                continue;
            }
            Row first = entry.getValue().get(0);
            DatasetImage image =
                    TableRows.image(first, options, table + ":" + first.line()).withFolder(pictures);
            List<Instance> instances = new ArrayList<>();
            for (Row row : entry.getValue()) {
                if (!isInstance(row)) {
                    continue;
                }
                String place = table + ":" + row.line();
                try {
                    Instance.Builder instance =
                            TableRows.instance(row, place).category(names.position(row.get(Column.CATEGORY)));
                    if (!row.get(Column.MASK).isEmpty()) {
                        Rle mask = mask(row, place);
                        image = image.hasSize() ? image : image.withSize(mask.width(), mask.height());
                        if (mask.width() != image.width() || mask.height() != image.height()) {
                            throw new AnnotationException(
                                    "mask-size",
                                    place,
                                    row.get(Column.MASK) + " has " + mask.width() + " x " + mask.height()
                                            + " pixels, its image " + image.width() + " x " + image.height());
                        }
                        instance.region(new Region.Raster(mask));
                    }
                    instances.add(instance.build());
                } catch (AnnotationException e) {
                    options.problems().add(e);
                }
            }
            // boxes are in pixels, so that nothing needs the size
            visitor.image(images.sizedIfKnown(image), instances);
        }
    }

    private Rle mask(Row row, String place) throws AnnotationException {
        Path file;
        try {
            file = root.resolve(row.get(Column.MASK)).normalize();
        } catch (InvalidPathException e) {
            throw new AnnotationException("mask-file", place, "this is no name of a file: " + row.get(Column.MASK));
        }
        if (!file.startsWith(root.normalize())) {
            throw new AnnotationException("mask-file", place, row.get(Column.MASK) + " lies outside of the folder");
        }
        try {
            if (!file.equals(lastFile)) {
                LabelPng picture = LabelPng.read(file, options.maxPixels());
                lastMasks = PixelOwners.masks(picture.values(), picture.width(), picture.height());
                lastFile = file;
            }
        } catch (FileSystemException e) {
            throw new AnnotationException(
                            "mask-file",
                            place,
                            e.getFile() + ": " + (e.getReason() == null ? "there is no such file" : e.getReason()))
                    .with(Remedy.of(e));
        } catch (IOException e) {
            throw new AnnotationException("mask-file", place, file + ": " + e.getMessage());
        }
        Rle any = lastMasks.values().iterator().next();
        Rle none = Rle.empty(any.height(), any.width());
        String value = row.get(Column.VALUE).strip();
        if (value.isEmpty()) {
            // all but 0
            return lastMasks.getOrDefault(0, none).complement();
        }
        try {
            return lastMasks.getOrDefault(Integer.parseInt(value), none);
        } catch (NumberFormatException e) {
            throw new AnnotationException("mask-table", place, "'" + value + "' is no value of a pixel");
        }
    }
}
