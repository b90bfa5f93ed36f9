package dev.copra.format.openimages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameTable;
import dev.copra.format.text.NumberTexts;
import dev.copra.image.LabelPng;
import dev.copra.io.OutputFolder;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes the tables of each split and a PNG a mask. */
final class OpenImagesSink implements DatasetSink {
    private static final int WHITE = 255;

    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImagePlaces places;
    private final Losses losses;
    private final Map<String, SplitTables> tables = new HashMap<>();
    private Catalog catalog;
    private List<String> labels;
    private long boxes;

    OpenImagesSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        places = new ImagePlaces(options, folder);
        losses = new Losses(
                options.ledger(),
                Loss.SPLIT,
                Loss.IMAGE_ID,
                Loss.INSTANCE_ID,
                Loss.CROWD,
                Loss.SCORE,
                Loss.MASK,
                Loss.ATTRIBUTES,
                Loss.EXTRAS);
    }

    @Override
    public void begin(Catalog all) {
        catalog = all;
        labels = OpenClasses.labels(all.categories());
        losses.catalog(OpenClasses.withoutLabels(all, labels));
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        if (image.fileName().chars().anyMatch(c -> c < ' ')) {
            options.problems()
                    .add(new AnnotationException(
                            "file-name",
                            image.fileName().replaceAll("\\p{Cntrl}", "?"),
                            "a name with a line break or the like cannot stand in a table; the image is left out"));
            return;
        }
        ImagePlaces.Place place = places.take(
                image,
                ImagePlaces.below(image.split()),
                "images/",
                ImagePlaces.Size.WITH_INSTANCES,
                instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.image(image);
        if (!image.extras().isEmpty()) {
            losses.ledger().lose(Loss.EXTRAS, image.fileName());
        }
        DatasetImage sized = place.image();
        if (!sized.hasSize()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        // names of files have no folders, so a split of several words in one has other marks between them
        String split = image.split().replace('/', '-');
        if (!split.equals(image.split())) {
            losses.ledger().lose(Loss.SPLIT, image.fileName());
        }
        SplitTables out = tables.get(split);
        if (out == null) {
            out = new SplitTables(folder, split);
            tables.put(split, out);
        }
        String id = NameTable.stem(place.name());
        out.image(List.of(
                id,
                image.split(),
                image.fileName(),
                side(sized.width()),
                side(sized.height()),
                image.id().present() ? new String(image.id().json(), StandardCharsets.UTF_8) : ""));
        for (Instance instance : instances) {
            instance(out, split, id, sized, instance);
        }
    }

    private static String side(int pixels) {
        return pixels == 0 ? "" : Integer.toString(pixels);
    }

    private void instance(SplitTables out, String split, String id, DatasetImage image, Instance instance)
            throws IOException {
        Box box = instance.aroundInside(image);
        if (box == null || instance.category() < 0) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        losses.instance(image, instance);
        if (!Losses.isNear(instance.around(), box)) {
            losses.lose(Loss.CLIPPED, true, image, instance);
            losses.lose(Loss.BOX, instance.box() != null && instance.rotation() == 0, image, instance);
        }
        if (instance.score() == 1) {
            losses.ledger().lose(Loss.SCORE, image, instance);
        }
        List<String> fractions = List.of(
                fraction(box.x(), image.width()),
                fraction(box.right(), image.width()),
                fraction(box.y(), image.height()),
                fraction(box.bottom(), image.height()));
        boxes++;
        Map<String, JsonNode> extras = new HashMap<>(instance.extras());
        JsonNode source = extras.get(OpenRows.SOURCE);
        String label = labels.get(instance.category());
        List<String> row = new ArrayList<>(List.of(id, isWord(source) ? source.textValue() : "", label));
        if (isWord(source)) {
            extras.remove(OpenRows.SOURCE);
        }
        row.add(instance.hasScore() ? NumberTexts.of(instance.score()) : "1");
        row.addAll(fractions);
        flags(row, image, instance);
        out.box(row);
        Rle mask = mask(image, instance);
        if (mask != null) {
            mask(out, split, id, instance, fractions, mask, extras);
        }
        if (instance.id().present() && (mask == null || OpenRows.text(instance.id()) == null)) {
            losses.ledger().lose(Loss.INSTANCE_ID, image, instance);
        }
        losses.area(image, instance, mask == null ? box.width() * box.height() : mask.area());
        if (!extras.isEmpty()) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
    }

    private static String fraction(double position, int side) {
        return NumberTexts.of(position / side);
    }

    /** Whether a value can stand in a column and is read as the same text. */
    private static boolean isWord(JsonNode value) {
        return value != null
                && value.isTextual()
                && !value.textValue().isEmpty()
                && value.textValue().equals(value.textValue().strip())
                && value.textValue().chars().noneMatch(c -> c < ' ' || c == '\uFFFD');
    }

    private void flags(List<String> row, DatasetImage image, Instance instance) {
        int held = 0;
        for (OpenImagesFormat.Flag flag : OpenImagesFormat.Flag.values()) {
            JsonNode value = instance.attributes().get(flag.attribute);
            held += value != null && value.isBoolean() ? 1 : 0;
            row.add(
                    value == null || !value.isBoolean() && !value.isNumber()
                            ? OpenImagesFormat.UNKNOWN
                            : value.asBoolean() ? OpenImagesFormat.YES : OpenImagesFormat.NO);
        }
        // the table has it between them
        row.add(row.size() - 2, instance.crowd() ? OpenImagesFormat.YES : OpenImagesFormat.NO);
        if (instance.attributes().size() > held) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
    }

    /** The mask of an instance; null if it has none. */
    private Rle mask(DatasetImage image, Instance instance) {
        Region region = instance.region();
        if (region == null || region instanceof Region.Line) {
            return null;
        }
        Rle mask = Regions.mask(region, image.height(), image.width());
        if (mask.isEmpty()) {
            losses.ledger().lose(Loss.MASK, image, instance);
            return null;
        }
        losses.lose(Loss.OUTLINE, region instanceof Region.Rings, image, instance);
        return mask;
    }

    private void mask(
            SplitTables out,
            String split,
            String id,
            Instance instance,
            List<String> fractions,
            Rle mask,
            Map<String, JsonNode> extras)
            throws IOException {
        String label = labels.get(instance.category());
        // a number of its own makes the name one that no other mask has
        String number = String.format(Locale.ROOT, "%08x", boxes);
        String name = id + "_" + label.replaceAll("[^A-Za-z0-9]", "") + "_" + number + ".png";
        String boxId = OpenRows.text(instance.id());
        List<String> row = new ArrayList<>(List.of(name, id, label, boxId == null ? number : boxId));
        row.addAll(fractions);
        JsonNode iou = extras.get("PredictedIoU");
        boolean hasIou = iou != null
                && iou.isNumber()
                && NumberTexts.isNumber(NumberTexts.of(iou))
                && NumberTexts.node(NumberTexts.of(iou)).equals(iou);
        row.add(hasIou ? NumberTexts.of(extras.remove("PredictedIoU")) : "");
        row.add(isWord(extras.get("Clicks")) ? extras.remove("Clicks").textValue() : "");
        out.mask(row);
        try (OutputStream png = folder.create("masks/" + (split.isEmpty() ? "" : split + "/") + name)) {
            LabelPng.writeGrey(png, mask.width(), mask.height(), mask.toRows(WHITE), 8);
        }
    }

    @Override
    public void finish() throws IOException {
        try (OutputStream out = folder.create(SplitTables.FOLDER + OpenTables.CLASSES)) {
            SplitTables.row(out, List.of("LabelName", "DisplayName"));
            for (int c = 0; c < labels.size(); c++) {
                String name = catalog.categories().get(c).name();
                String line = name.replaceAll("[\r\n]+", " ");
                if (!line.equals(name)) {
                    losses.ledger().lose(Loss.CATEGORY_NAME, "category " + name);
                }
                SplitTables.row(out, List.of(labels.get(c), line));
            }
        }
        if (tables.isEmpty()) {
            tables.put("", new SplitTables(folder, ""));
        }
    }

    @Override
    public void close() throws IOException {
        for (SplitTables table : tables.values()) {
            table.close();
        }
    }
}
