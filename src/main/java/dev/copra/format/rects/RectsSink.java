package dev.copra.format.rects;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.name.NameTable;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;

/** Writes a JSON file an image. What is of the category 'char' is a character, and anything else a line. */
final class RectsSink implements DatasetSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImagePlaces places;
    private final Losses losses;
    private final BitSet used = new BitSet();
    private Catalog catalog;

    RectsSink(OutputFolder folder, WriteOptions options) {
        this.folder = folder;
        this.options = options;
        places = new ImagePlaces(options, folder);
        losses = new Losses(options.ledger(), Loss.SPLIT, Loss.ROTATION, Loss.MASK, Loss.ATTRIBUTES);
    }

    @Override
    public void begin(Catalog all) {
        catalog = all;
        losses.catalog(all);
        NameIndex.countShared(all, losses);
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        String split = ImagePlaces.below(image.split());
        ImagePlaces.Place place =
                places.take(image, split + RectsFormat.IMAGES + "/", "", ImagePlaces.Size.NONE, instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.fileName(image, place.name());
        losses.image(image);
        if (options.transfer() == WriteOptions.Transfer.NONE) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        JsonText chars = new JsonText(256);
        JsonText lines = new JsonText(256);
        boolean moved = false;
        for (Instance instance : instances) {
            boolean isChar = name(instance).equals(RectsFormat.CHAR);
            if (text(isChar ? chars : lines, image, instance)) {
                moved |= isChar && lines.size() > 0;
            }
        }
        if (moved) {
            losses.ledger().lose(Loss.ORDER, image.fileName());
        }
        try (OutputStream out =
                folder.create(split + RectsFormat.LABELS + "/" + NameTable.stem(place.name()) + ".json")) {
            JsonText file = new JsonText(chars.size() + lines.size() + 64);
            list(file.add("{\""), RectsFormat.CHARS, chars);
            list(file.add(",\n\""), RectsFormat.LINES, lines);
            out.write(file.add("}\n").toBytes());
        }
    }

    private static void list(JsonText file, String name, JsonText texts) {
        file.add(name).add("\": [").add(texts.toBytes()).add(texts.size() > 0 ? "\n]" : "]");
    }

    private String name(Instance instance) {
        return instance.category() < 0
                ? ""
                : catalog.categories().get(instance.category()).name();
    }

    /** Adds an instance to a list. @return whether it can be written */
    private boolean text(JsonText list, DatasetImage image, Instance instance) {
        double[] corners = Quadrilaterals.corners(image, instance, losses);
        if (corners == null || instance.category() < 0) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return false;
        }
        losses.instance(image, instance);
        used.set(instance.category());
        JsonNode said = instance.attributes().get(RectsFormat.TEXT);
        boolean hasText = said != null && said.isTextual() && !said.textValue().isEmpty();
        JsonNode ignore = instance.attributes().get(RectsFormat.IGNORE);
        int held = (hasText ? 1 : 0) + (BooleanNode.TRUE.equals(ignore) ? 1 : 0);
        if (instance.attributes().size() > held) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        list.add(list.size() > 0 ? ",\n" : "\n")
                .add("{\"ignore\": ")
                .add(ignore != null && ignore.asBoolean() ? 1 : 0)
                .add(", \"transcription\": ")
                .add(JsonValues.text(said == null ? "" : said.asText()))
                .add(", \"points\": [");
        for (int i = 0; i < corners.length; i++) {
            list.add(i > 0 ? "," : "").add(corners[i]);
        }
        list.add(']');
        String name = name(instance);
        if (!name.equals(RectsFormat.CHAR) && !name.equals(RectsFormat.LINE)) {
            list.add(", \"category\": ").add(JsonValues.text(name));
        }
        list.add('}');
        return true;
    }

    @Override
    public void finish() {
        losses.unused(catalog, used);
    }
}
