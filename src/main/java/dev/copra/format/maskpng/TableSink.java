package dev.copra.format.maskpng;

import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.maskpng.MaskTable.Column;
import dev.copra.format.name.ClassList;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.region.VocPalette;
import dev.copra.format.text.CsvWriter;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the table with a PNG an instance, or with an indexed PNG an image in the folders of DAVIS. */
final class TableSink implements DatasetSink {
    /** Values of an indexed PNG from 1 to this one are objects; 255 belongs to nothing. */
    private static final int MOST = VocPalette.VOID - 1;

    private final OutputFolder folder;
    private final WriteOptions options;
    private final boolean indexed;
    private final Losses losses;
    private final ImagePlaces places;
    private final Map<String, Set<String>> sequences = new LinkedHashMap<>();
    private final CsvWriter table;
    private List<DatasetCategory> categories;
    private ClassList classes;

    TableSink(OutputFolder folder, WriteOptions options, boolean indexed) throws IOException {
        this.folder = folder;
        this.options = options;
        this.indexed = indexed;
        places = new ImagePlaces(options, folder);
        losses = new Losses(
                options.ledger(),
                Loss.MASK,
                Loss.CROWD,
                Loss.SCORE,
                Loss.TRACK,
                Loss.ATTRIBUTES,
                Loss.KEYPOINTS,
                Loss.ROTATION,
                Loss.INSTANCE_ID,
                Loss.IMAGE_ID,
                Loss.SPLIT);
        table = new CsvWriter(folder.create(MaskTable.NAME));
        table.row(MaskTable.header());
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
        ImagePlaces.Place place = places.take(
                image,
                indexed ? "" : ImagePlaces.below(image.split()),
                indexed ? "JPEGImages/480p/" : "images/",
                indexed ? ImagePlaces.Size.ALL : ImagePlaces.Size.WITH_INSTANCES,
                instances.isEmpty());
        if (place == null) {
            return;
        }
        String name = place.name();
        if (indexed && name.indexOf('/') > 0) {
            sequences
                    .computeIfAbsent(image.split(), s -> new LinkedHashSet<>())
                    .add(name.substring(0, name.lastIndexOf('/')));
        }
        if (!image.extras().isEmpty()) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
        List<Instance> kept = new ArrayList<>();
        for (Instance instance : instances) {
            if (classes.index(instance.category()) >= 0
                    && (instance.around() != null || instance.keypoints() != null)) {
                kept.add(instance);
            } else {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
            }
        }
        if (indexed) {
            writeIndexed(place.image(), place.stem(), kept);
        } else {
            writeSingle(place.image(), place.stem(), kept);
        }
        if (kept.isEmpty()) {
            table.row(MaskTable.cells(TableRows.of(place.image())));
        }
    }

    private static boolean hasMask(Instance instance) {
        return instance.region() instanceof Region.Rings || instance.region() instanceof Region.Raster;
    }

    private void writeSingle(DatasetImage image, String stem, List<Instance> instances) throws IOException {
        int number = 0;
        for (Instance instance : instances) {
            number++;
            losses.instance(image, instance);
            Map<Column, String> row = row(image, instance);
            if (hasMask(instance)) {
                losses.lose(Loss.OUTLINE, instance.region() instanceof Region.Rings, image, instance);
                Rle mask = Regions.mask(instance.region(), image.height(), image.width());
                String name = "masks/" + stem + "_" + number + "_"
                        + plain(categories.get(instance.category()).name()) + ".png";
                try (OutputStream out = folder.create(name)) {
                    LabelPng.writeGrey(out, image.width(), image.height(), mask.toRows(255), 8);
                }
                row.put(Column.MASK, name);
            }
            table.row(MaskTable.cells(row));
        }
    }

    private Map<Column, String> row(DatasetImage image, Instance instance) {
        return TableRows.of(image, instance, categories.get(instance.category()).name(), true);
    }

    /** A name with letters and digits alone, for the name of a file; the table has it whole. */
    private static String plain(String name) {
        String plain = name.replaceAll("[^\\p{L}\\p{N}-]+", "-");
        return plain.substring(0, Math.min(plain.length(), 40));
    }

    private void writeIndexed(DatasetImage image, String stem, List<Instance> instances) throws IOException {
        int[] values = values(instances);
        List<Instance> painted = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            painted.add(
                    values[i] > 0
                            ? instances.get(i)
                            : instances.get(i).toBuilder().region(null).build());
        }
        PixelOwners owners = new PixelOwners(image, painted, options.overlap());
        int[] pixels = owners.owners().clone();
        for (int p = 0; p < pixels.length; p++) {
            pixels[p] = pixels[p] == 0 ? 0 : values[pixels[p] - 1];
        }
        String name = "Annotations/480p/" + stem + ".png";
        try (OutputStream out = folder.create(name)) {
            LabelPng.writeIndexed(out, image.width(), image.height(), pixels, VocPalette.all());
        }
        int noRoom = 0;
        for (int i = 0; i < values.length; i++) {
            Instance instance = instances.get(i);
            losses.instance(image, instance);
            Map<Column, String> row = row(image, instance);
            boolean gone = hasMask(instance) && owners.area(i) == 0;
            if (gone) {
                losses.ledger().lose(Loss.MASK, image, instance);
                noRoom += values[i] == 0 ? 1 : 0;
            } else if (hasMask(instance)) {
                boolean covered = owners.isCovered(i);
                losses.lose(Loss.OVERLAP, covered, image, instance);
                losses.lose(Loss.PIXELS, covered, image, instance);
                losses.lose(Loss.OUTLINE, !covered && instance.region() instanceof Region.Rings, image, instance);
                row.put(Column.MASK, name);
                row.put(Column.VALUE, Integer.toString(values[i]));
            }
            table.row(MaskTable.cells(row));
        }
        if (noRoom > 0) {
            options.problems()
                    .add(new AnnotationException(
                            "davis-objects",
                            image.fileName(),
                            "a PNG has room for " + MOST + " objects; the masks of " + noRoom + " are left out"));
        }
    }

    /** The value of each instance: its track, where that is a number that fits, else one that is free; 0 without a mask. */
    private static int[] values(List<Instance> instances) {
        int[] values = new int[instances.size()];
        Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < values.length; i++) {
            long track = instances.get(i).track().number();
            if (hasMask(instances.get(i)) && track >= 1 && track <= MOST && taken.add((int) track)) {
                values[i] = (int) track;
            }
        }
        int next = 1;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == 0 && hasMask(instances.get(i))) {
                while (next <= MOST && !taken.add(next)) {
                    next++;
                }
                values[i] = next <= MOST ? next++ : 0;
            }
        }
        return values;
    }

    @Override
    public void finish() throws IOException {
        table.close();
        StringBuilder text = new StringBuilder();
        for (String name : classes.names()) {
            text.append(name.replaceAll("\\R", " ")).append('\n');
        }
        write(TableSource.CLASSES, text.toString());
        for (Map.Entry<String, Set<String>> split : sequences.entrySet()) {
            String name = split.getKey().isEmpty() ? "train" : split.getKey();
            write("ImageSets/2017/" + name + ".txt", String.join("\n", split.getValue()) + "\n");
        }
    }

    private void write(String name, String text) throws IOException {
        try (OutputStream out = folder.create(name)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
