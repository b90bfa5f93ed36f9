package dev.copra.format.cityscapes;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ClassList;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.PixelOwners;
import dev.copra.format.text.CsvWriter;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes two PNGs and a file of polygons an image. A class gets its id when its first instance comes. */
final class CityscapesSink implements DatasetSink {
    /** With it, 1000 * class + number is less than 65536 for all numbers below 1000. */
    private static final int MOST_CLASSES = 64;

    private static final int NUMBERS = 1000;

    private final OutputFolder folder;
    private final WriteOptions options;
    private final Losses losses;
    private final ImagePlaces places;
    /** By name; null until an instance comes. */
    private final Map<String, Integer> ids = new LinkedHashMap<>();

    private final Set<Integer> taken = new HashSet<>();
    private List<DatasetCategory> categories;
    private ClassList classes;

    CityscapesSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        places = new ImagePlaces(options, folder, CityscapesSource::stem);
        losses = new Losses(options.ledger(), Loss.MASK, Loss.CROWD, Loss.SPLIT);
    }

    @Override
    public void begin(Catalog catalog) {
        losses.catalog(catalog);
        NameIndex.countShared(catalog, losses);
        categories = catalog.categories();
        classes = new ClassList(catalog, options.classes());
        for (String name : classes.names()) {
            int standard = CityscapesLabels.standardId(name);
            ids.put(name, standard > 0 ? standard : null);
            taken.add(standard);
        }
    }

    /** The id of a class, or 0 if all are taken. */
    private int id(String name) {
        Integer known = ids.get(name);
        if (known != null) {
            return known;
        }
        // those that Cityscapes does not have come first, then those of its classes that are not in the data
        for (int i = 0; i < MOST_CLASSES; i++) {
            int id = (CityscapesLabels.standardIds() - 1 + i) % MOST_CLASSES + 1;
            if (taken.add(id)) {
                ids.put(name, id);
                return id;
            }
        }
        return 0;
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String below = (image.split().isEmpty() ? CityscapesSource.NO_SPLIT : image.split()) + "/";
        ImagePlaces.Place place = places.take(image, below, "leftImg8bit/", ImagePlaces.Size.ALL, instances.isEmpty());
        if (place == null) {
            return;
        }
        DatasetImage sized = place.image();
        losses.fileName(image, place.name());
        losses.image(image);
        List<Instance> kept = kept(image, instances);
        PixelOwners owners = new PixelOwners(sized, kept, options.overlap());
        int[] values = values(image, kept);
        Map<Integer, Rle> masks = PixelOwners.masks(owners.owners(), sized.width(), sized.height());
        ArrayNode objects = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < kept.size(); i++) {
            count(image, kept.get(i), owners, i, masks.get(i + 1));
            if (masks.get(i + 1) != null) {
                polygons(objects, kept.get(i), masks.get(i + 1));
            }
        }
        int[] instanceIds = owners.owners().clone();
        int[] labelIds = new int[instanceIds.length];
        for (int p = 0; p < instanceIds.length; p++) {
            instanceIds[p] = instanceIds[p] == 0 ? 0 : values[instanceIds[p] - 1];
            labelIds[p] = instanceIds[p] < NUMBERS ? instanceIds[p] : instanceIds[p] / NUMBERS;
        }
        String stem = "gtFine/" + place.stem() + "_gtFine_";
        try (OutputStream out = folder.create(stem + "instanceIds.png")) {
            LabelPng.writeGrey(out, sized.width(), sized.height(), instanceIds, 16);
        }
        try (OutputStream out = folder.create(stem + "labelIds.png")) {
            LabelPng.writeGrey(out, sized.width(), sized.height(), labelIds, 8);
        }
        ObjectNode file = JsonNodeFactory.instance.objectNode();
        file.put("imgHeight", sized.height());
        file.put("imgWidth", sized.width());
        file.put("imgName", place.name());
        file.set("objects", objects);
        try (OutputStream out = folder.create(stem + "polygons.json")) {
            out.write(file.toPrettyString().getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<Instance> kept(DatasetImage image, List<Instance> instances) throws IOException {
        List<Instance> kept = new ArrayList<>();
        Set<String> noRoom = new HashSet<>();
        for (Instance instance : instances) {
            boolean hasMask = instance.region() instanceof Region.Rings || instance.region() instanceof Region.Raster;
            boolean hasClass = classes.index(instance.category()) >= 0;
            if (hasMask
                    && hasClass
                    && kept.size() < NUMBERS
                    && id(categories.get(instance.category()).name()) > 0) {
                kept.add(instance);
                continue;
            }
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            if (hasMask && hasClass) {
                noRoom.add(categories.get(instance.category()).name());
            }
        }
        if (!noRoom.isEmpty()) {
            options.problems()
                    .add(new AnnotationException(
                                    "cityscapes-classes",
                                    image.fileName(),
                                    "a PNG of 16 bits has room for " + MOST_CLASSES + " classes and " + NUMBERS
                                            + " instances; left out are instances of "
                                            + String.join(
                                                    ", ",
                                                    noRoom.stream().sorted().toList()))
                            .with(Remedy.FEWER_CATEGORIES));
        }
        return kept;
    }

    /** The value of each instance: its place in the image is its number, so that their order stays. */
    private int[] values(DatasetImage image, List<Instance> kept) {
        int[] values = new int[kept.size()];
        Set<Integer> crowds = new HashSet<>();
        boolean moves = false;
        for (int i = 0; i < values.length; i++) {
            Instance instance = kept.get(i);
            int id = id(categories.get(instance.category()).name());
            if (instance.crowd() && crowds.add(id)) {
                values[i] = id;
            } else {
                values[i] = NUMBERS * id + i;
                // a crowd has no number and comes last
                moves |= !crowds.isEmpty();
                if (instance.crowd()) {
                    losses.ledger().lose(Loss.CROWD, image, instance);
                }
            }
        }
        if (moves) {
            losses.ledger().lose(Loss.ORDER, image.fileName());
        }
        return values;
    }

    private void count(DatasetImage image, Instance instance, PixelOwners owners, int index, Rle mask) {
        if (owners.area(index) == 0) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        boolean covered = owners.isCovered(index);
        losses.instance(image, instance);
        losses.lose(Loss.PIXELS, covered, image, instance);
        losses.lose(Loss.OVERLAP, covered, image, instance);
        losses.lose(Loss.OUTLINE, !covered && instance.region() instanceof Region.Rings, image, instance);
        losses.area(image, instance, owners.area(index));
        losses.box(image, instance, mask.bounds());
    }

    private void polygons(ArrayNode objects, Instance instance, Rle mask) {
        String label = categories.get(instance.category()).name() + (instance.crowd() ? "group" : "");
        for (double[] ring : MaskTracer.trace(mask)) {
            ArrayNode polygon = objects.addObject().put("label", label).putArray("polygon");
            for (int i = 0; i + 1 < ring.length; i += 2) {
                polygon.addArray().add((int) ring[i]).add((int) ring[i + 1]);
            }
        }
    }

    @Override
    public void finish() throws IOException {
        try (CsvWriter table = new CsvWriter(folder.create(CityscapesLabels.FILE))) {
            CityscapesLabels.write(table, ids);
        }
    }
}
