package dev.copra.format.createml;

import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.NameIndex;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.util.BitSet;
import java.util.List;

/** Writes a list of images. */
final class CreateMlSink implements DatasetSink {
    private final OutputStream out;
    private final Losses losses;
    private final BitSet used = new BitSet();
    private Catalog catalog;
    private boolean hasImages;

    CreateMlSink(OutputStream out, WriteOptions options) {
        this.out = out;
        losses = new Losses(options.ledger(), Loss.SPLIT, Loss.SCORE);
    }

    @Override
    public void begin(Catalog all) throws IOException {
        catalog = all;
        losses.catalog(all);
        NameIndex.countShared(all, losses);
        out.write('[');
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        losses.image(image);
        losses.ledger().lose(Loss.SIZE, image.fileName());
        JsonText text = new JsonText(256)
                .add(hasImages ? ",\n" : "\n")
                .add("{\"image\":")
                .add(JsonValues.text(image.fileName()))
                .add(",\"annotations\":[");
        hasImages = true;
        String comma = "";
        for (Instance instance : instances) {
            Box box = instance.around();
            if (box == null || instance.category() < 0) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            losses.area(image, instance, box.width() * box.height());
            used.set(instance.category());
            text.add(comma)
                    .add("{\"label\":")
                    .add(JsonValues.text(
                            catalog.categories().get(instance.category()).name()))
                    .add(",\"coordinates\":{\"x\":")
                    .add(box.x() + box.width() / 2)
                    .add(",\"y\":")
                    .add(box.y() + box.height() / 2)
                    .add(",\"width\":")
                    .add(box.width())
                    .add(",\"height\":")
                    .add(box.height())
                    .add('}');
            if (instance.hasScore()) {
                text.add(",\"confidence\":").add(instance.score());
            }
            text.add('}');
            comma = ",";
        }
        out.write(text.add("]}").toBytes());
    }

    @Override
    public void finish() throws IOException {
        out.write(new JsonText(4).add("]\n").toBytes());
        losses.unused(catalog, used);
    }
}
