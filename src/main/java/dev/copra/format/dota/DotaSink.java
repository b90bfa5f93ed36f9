package dev.copra.format.dota;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImagePlaces;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.Quadrilaterals;
import dev.copra.io.OutputFolder;
import dev.copra.json.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Writes a label file an image. */
final class DotaSink implements DatasetSink {
    private final OutputFolder folder;
    private final WriteOptions options;
    private final ImagePlaces places;
    private final Losses losses;
    private final BitSet used = new BitSet();
    private Catalog catalog;

    DotaSink(OutputFolder folder, WriteOptions options) {
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
        ImagePlaces.Place place = places.take(
                image, ImagePlaces.below(image.split()), "images/", ImagePlaces.Size.NONE, instances.isEmpty());
        if (place == null) {
            return;
        }
        losses.fileName(image, place.name());
        losses.image(image);
        if (options.transfer() == WriteOptions.Transfer.NONE) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        StringBuilder text = new StringBuilder();
        for (Instance instance : instances) {
            row(text, image, instance);
        }
        try (OutputStream out = folder.create("labelTxt/" + place.stem() + ".txt")) {
            out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        }
    }

    /** Whether the name of a category is found in a row: it is neither empty nor a number. */
    private boolean isWord(int category) {
        return DotaSource.looksLikeRow(
                "0 0 0 0 0 0 0 0 " + catalog.categories().get(category).name() + " 0");
    }

    private void row(StringBuilder text, DatasetImage image, Instance instance) {
        boolean hasName = instance.category() >= 0 && isWord(instance.category());
        double[] corners = hasName ? Quadrilaterals.corners(image, instance, losses) : null;
        if (corners == null) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return;
        }
        losses.instance(image, instance);
        used.set(instance.category());
        for (double corner : corners) {
            text.append(new String(new JsonText(24).add(corner).toBytes(), StandardCharsets.US_ASCII))
                    .append(' ');
        }
        // a line break would end the row
        String category = catalog.categories().get(instance.category()).name().replaceAll("[\r\n]+", " ");
        JsonNode difficult = instance.attributes().get("difficult");
        boolean held = difficult != null && difficult.isInt() && difficult.intValue() > 0 && difficult.intValue() < 10;
        Map<String, JsonNode> attributes = instance.attributes();
        if (attributes.size() > (held ? 1 : 0)) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        text.append(category)
                .append(' ')
                .append(held ? difficult.intValue() : 0)
                .append('\n');
    }

    @Override
    public void finish() {
        losses.unused(catalog, used);
    }
}
