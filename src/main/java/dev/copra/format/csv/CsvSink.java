package dev.copra.format.csv;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.Catalog;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.coco.CocoRegions;
import dev.copra.format.contract.Losses;
import dev.copra.format.contract.WriteOptions;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameIndex;
import dev.copra.format.text.CsvWriter;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;

/** Writes a row an instance, and for an image without one a row with the columns of the image alone. */
final class CsvSink implements DatasetSink {
    private static final List<String> ALL = List.of(
            "file_name",
            "image_width",
            "image_height",
            "split",
            "image_id",
            "id",
            "category_id",
            "category",
            "x",
            "y",
            "w",
            "h",
            "rotation",
            "score",
            "iscrowd",
            "track_id",
            "area",
            "keypoints",
            "segmentation",
            "attributes",
            "members",
            "image_members");
    private static final List<String> TENSORFLOW =
            List.of("filename", "width", "height", "class", "xmin", "ymin", "xmax", "ymax");

    private final CsvWriter table;
    private final boolean boxesOnly;
    private final Losses losses;
    private final ImageFolder images;
    private final BitSet used = new BitSet();
    private Catalog catalog;

    /** @param boxesOnly whether the columns are those of TensorFlow's Object Detection */
    CsvSink(OutputStream out, boolean boxesOnly, WriteOptions options) {
        table = new CsvWriter(out);
        this.boxesOnly = boxesOnly;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(
                options.ledger(),
                boxesOnly
                        ? new Loss[] {Loss.SPLIT}
                        : new Loss[] {
                            Loss.MASK,
                            Loss.CROWD,
                            Loss.SCORE,
                            Loss.KEYPOINTS,
                            Loss.TRACK,
                            Loss.ATTRIBUTES,
                            Loss.EXTRAS,
                            Loss.ROTATION,
                            Loss.INSTANCE_ID,
                            Loss.IMAGE_ID,
                            Loss.CATEGORY_ID,
                            Loss.SPLIT
                        });
    }

    @Override
    public void begin(Catalog all) throws IOException {
        catalog = all;
        losses.catalog(all);
        NameIndex.countShared(all, losses);
        table.row((boxesOnly ? TENSORFLOW : ALL).toArray(String[]::new));
    }

    @Override
    public void image(DatasetImage image, List<Instance> instances) throws IOException {
        if (boxesOnly && instances.isEmpty()) {
            losses.ledger().lose(Loss.NEGATIVE, image.fileName());
            return;
        }
        DatasetImage sized = images.sizedIfKnown(image);
        if (!sized.hasSize()) {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        losses.image(image);
        if (instances.isEmpty()) {
            table.row(all(sized, null));
        }
        for (Instance instance : instances) {
            String[] row = boxesOnly ? box(sized, instance) : all(sized, instance);
            if (row == null) {
                losses.ledger().lose(Loss.INSTANCE, image, instance);
                continue;
            }
            losses.instance(image, instance);
            if (instance.category() >= 0) {
                used.set(instance.category());
            }
            table.row(row);
        }
    }

    private String[] box(DatasetImage image, Instance instance) {
        Box box = instance.around();
        if (box == null || instance.category() < 0) {
            return null;
        }
        losses.area(image, instance, box.width() * box.height());
        return new String[] {
            image.fileName(),
            side(image.width()),
            side(image.height()),
            catalog.categories().get(instance.category()).name(),
            number(box.x()),
            number(box.y()),
            number(box.x() + box.width()),
            number(box.y() + box.height())
        };
    }

    private String[] all(DatasetImage image, Instance instance) {
        String[] row = new String[ALL.size()];
        Arrays.fill(row, "");
        row[0] = image.fileName();
        row[1] = side(image.width());
        row[2] = side(image.height());
        row[3] = image.split();
        row[4] = id(image.id());
        row[21] = object(image.extras());
        if (instance == null) {
            return row;
        }
        row[5] = id(instance.id());
        if (instance.category() >= 0) {
            row[6] = id(catalog.categories().get(instance.category()).id());
            row[7] = catalog.categories().get(instance.category()).name();
        }
        Box box = instance.box();
        if (box != null) {
            row[8] = number(box.x());
            row[9] = number(box.y());
            row[10] = number(box.width());
            row[11] = number(box.height());
        }
        row[12] = instance.rotation() == 0 ? "" : number(instance.rotation());
        row[13] = number(instance.score());
        row[14] = instance.crowd() ? "1" : "0";
        row[15] = id(instance.track());
        row[16] = number(instance.area());
        row[17] = instance.keypoints() == null ? "" : list(instance.keypoints());
        Region region = instance.region();
        row[18] = region == null || region instanceof Region.Line ? "" : CocoRegions.write(region);
        row[19] = object(instance.attributes());
        row[20] = object(instance.extras());
        return row;
    }

    private static String side(int pixels) {
        return pixels == 0 ? "" : Integer.toString(pixels);
    }

    private static String id(Id id) {
        return id.present() ? new String(id.json(), StandardCharsets.UTF_8) : "";
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : new String(new JsonText(24).add(value).toBytes(), StandardCharsets.US_ASCII);
    }

    private static String list(double[] values) {
        JsonText text = new JsonText(256).add('[');
        for (int i = 0; i < values.length; i++) {
            text.add(i > 0 ? "," : "").add(values[i]);
        }
        return new String(text.add(']').toBytes(), StandardCharsets.US_ASCII);
    }

    private static String object(Map<String, JsonNode> members) {
        if (members.isEmpty()) {
            return "";
        }
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        members.forEach(object::set);
        return new String(JsonValues.text(object), StandardCharsets.UTF_8);
    }

    @Override
    public void finish() {
        losses.unused(catalog, used);
    }
}
