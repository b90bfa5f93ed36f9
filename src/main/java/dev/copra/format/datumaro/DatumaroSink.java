package dev.copra.format.datumaro;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
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
import dev.copra.format.name.IdNodes;
import dev.copra.format.name.ImageFolder;
import dev.copra.format.name.NameTable;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes an item an image. The polygons, mask, box and points of an instance are annotations of one group. */
final class DatumaroSink implements DatasetSink {
    private final OutputStream out;
    private final ImageFolder images;
    private final Losses losses;
    private final Set<String> itemIds = new HashSet<>();
    private boolean hasItems;
    private long groups;

    DatumaroSink(OutputStream out, WriteOptions options) {
        this.out = out;
        images = new ImageFolder(options.images(), Long.MAX_VALUE);
        losses = new Losses(
                options.ledger(),
                Loss.SPLIT,
                Loss.MASK,
                Loss.ROTATION,
                Loss.LINE,
                Loss.KEYPOINTS,
                Loss.CROWD,
                Loss.SCORE,
                Loss.TRACK,
                Loss.ATTRIBUTES,
                Loss.INSTANCE_ID,
                Loss.IMAGE_ID,
                Loss.CATEGORY_MEMBERS);
    }

    @Override
    public void begin(Catalog catalog) throws IOException {
        losses.catalog(catalog);
        JsonText labels = new JsonText(1 << 12);
        JsonText points = new JsonText(256);
        List<DatasetCategory> categories = catalog.categories();
        boolean hasPoints = false;
        for (int c = 0; c < categories.size(); c++) {
            DatasetCategory category = categories.get(c);
            labels.add(c > 0 ? ",\n" : "\n")
                    .add("{\"name\":")
                    .add(JsonValues.text(category.name()))
                    .add(",\"parent\":")
                    .add(JsonValues.text(category.supercategory() == null ? "" : category.supercategory()))
                    .add(",\"attributes\":[]}");
            if (!category.extras().isEmpty()) {
                losses.ledger().lose(Loss.CATEGORY_MEMBERS, "category " + category.name());
            }
            if (!category.keypoints().isEmpty() || !category.skeleton().isEmpty()) {
                points(points.add(hasPoints ? "," : ""), c, category);
                hasPoints = true;
            }
        }
        JsonText text = new JsonText(1 << 12)
                .add(
                        "{\"dm_format_version\":\"1.0\",\"media_type\":2,\"info\":{},\n\"categories\":{\"label\":{\"labels\":[");
        text.add(labels.toBytes()).add("],\"attributes\":[]}");
        if (hasPoints) {
            text.add(",\n\"points\":{\"items\":[").add(points.toBytes()).add("]}");
        }
        out.write(text.add("},\n\"items\":[").toBytes());
    }

    private static void points(JsonText text, int label, DatasetCategory category) {
        text.add("{\"label_id\":").add(label).add(",\"labels\":[");
        String comma = "";
        for (String name : category.keypoints()) {
            text.add(comma).add(JsonValues.text(name));
            comma = ",";
        }
        text.add("],\"joints\":[");
        comma = "";
        for (DatasetCategory.Joint joint : category.skeleton()) {
            // counted from 1, as in the COCO files that Datumaro takes them from
            text.add(comma)
                    .add('[')
                    .add(joint.from() + 1L)
                    .add(',')
                    .add(joint.to() + 1L)
                    .add(']');
            comma = ",";
        }
        text.add("]}");
    }

    @Override
    public void image(DatasetImage given, List<Instance> instances) throws IOException {
        DatasetImage image = images.sizedIfKnown(given);
        losses.image(image);
        String stem = NameTable.stem(image.fileName());
        String item = itemIds.add(stem) ? stem : image.fileName();
        JsonText text =
                new JsonText(512).add(hasItems ? ",\n" : "\n").add("{\"id\":").add(JsonValues.text(item));
        hasItems = true;
        text.add(",\"annotations\":[");
        boolean first = true;
        for (Instance instance : instances) {
            first &= !instance(text, first, image, instance);
        }
        text.add("],\"attr\":{");
        if (image.id().present()) {
            text.add("\"id\":").add(image.id().json());
        }
        text.add("},\"image\":{\"path\":").add(JsonValues.text(image.fileName()));
        if (image.hasSize()) {
            text.add(",\"size\":[")
                    .add(image.height())
                    .add(',')
                    .add(image.width())
                    .add(']');
        } else {
            losses.ledger().lose(Loss.SIZE, image.fileName());
        }
        out.write(text.add("}}").toBytes());
    }

    /** Adds the annotations of an instance, and says whether there is one. */
    private boolean instance(JsonText text, boolean isFirst, DatasetImage image, Instance instance) {
        boolean lacksRings =
                instance.region() instanceof Region.Rings rings && rings.rings().isEmpty();
        Region region = lacksRings ? null : instance.region();
        if (region == null && instance.box() == null && instance.keypoints() == null) {
            losses.ledger().lose(Loss.INSTANCE, image, instance);
            return false;
        }
        losses.instance(image, instance);
        if (lacksRings) {
            losses.ledger().lose(Loss.MASK, image, instance);
        }
        Box box = instance.box();
        if (region instanceof Region.Line || region != null && image.hasSize()) {
            losses.area(
                    image,
                    instance,
                    Regions.mask(region, image.height(), image.width()).area());
        } else if (region == null && box != null) {
            losses.area(image, instance, box.width() * box.height());
        }
        groups++;
        byte[] common = common(image, instance).toBytes();
        String comma = isFirst ? "" : ",";
        if (region instanceof Region.Rings rings) {
            for (double[] ring : rings.rings()) {
                numbers(text.add(comma).add(common).add("\"type\":\"polygon\",\"points\":"), ring);
                text.add('}');
                comma = ",";
            }
        } else if (region instanceof Region.Raster raster) {
            text.add(comma).add(common).add("\"type\":\"mask\",\"rle\":{\"counts\":");
            text.addCounts(raster.mask())
                    .add(",\"size\":[")
                    .add(raster.mask().height())
                    .add(',');
            text.add(raster.mask().width()).add("]}}");
            comma = ",";
        } else if (region instanceof Region.Line line) {
            numbers(text.add(comma).add(common).add("\"type\":\"polyline\",\"points\":"), line.points());
            text.add('}');
            comma = ",";
        }
        // a box that follows from the region would only be another object to those who do not know groups
        if (box != null
                && (region == null || instance.rotation() != 0 || !Losses.isNear(box, Regions.bounds(region)))) {
            numbers(
                    text.add(comma).add(common).add("\"type\":\"bbox\",\"bbox\":"),
                    box.x(),
                    box.y(),
                    box.width(),
                    box.height());
            text.add('}');
            comma = ",";
        }
        if (instance.keypoints() != null) {
            points(text.add(comma).add(common), instance.keypoints());
        }
        return true;
    }

    private JsonText common(DatasetImage image, Instance instance) {
        JsonText text = new JsonText(128).add("{\"id\":");
        JsonNode id = instance.id().present() ? IdNodes.node(instance.id()) : null;
        boolean isKept = id != null && id.isIntegralNumber() && !instance.id().equals(Id.of(0));
        if (id != null && !isKept) {
            losses.ledger().lose(Loss.INSTANCE_ID, image, instance);
        }
        // 0 says that there is no id
        text.add(isKept ? JsonValues.text(id) : new byte[] {'0'}).add(",\"label_id\":");
        if (instance.category() < 0) {
            text.add("null");
        } else {
            text.add(instance.category());
        }
        text.add(",\"group\":").add(groups).add(",\"z_order\":0,\"attributes\":{\"is_crowd\":");
        text.add(instance.crowd() ? "true" : "false");
        if (instance.hasScore()) {
            text.add(",\"score\":").add(instance.score());
        }
        if (instance.track().present()) {
            text.add(",\"track_id\":").add(instance.track().json());
        }
        if (instance.rotation() != 0) {
            text.add(",\"rotation\":").add(instance.rotation());
        }
        boolean isLost = false;
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            if (DatumaroSource.OWN_ATTRIBUTES.contains(attribute.getKey())) {
                isLost = true;
            } else {
                text.add(',').add(JsonValues.text(attribute.getKey())).add(':');
                text.add(JsonValues.text(attribute.getValue()));
            }
        }
        if (isLost) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        return text.add("},");
    }

    private static void points(JsonText text, double[] keypoints) {
        double[] places = new double[keypoints.length / 3 * 2];
        double[] visibility = new double[keypoints.length / 3];
        for (int k = 0; k < visibility.length; k++) {
            places[2 * k] = keypoints[3 * k];
            places[2 * k + 1] = keypoints[3 * k + 1];
            visibility[k] = keypoints[3 * k + 2];
        }
        numbers(text.add("\"type\":\"points\",\"points\":"), places);
        numbers(text.add(",\"visibility\":"), visibility);
        text.add('}');
    }

    private static void numbers(JsonText text, double... values) {
        text.add('[');
        for (int i = 0; i < values.length; i++) {
            text.add(i > 0 ? "," : "").add(values[i]);
        }
        text.add(']');
    }

    @Override
    public void finish() throws IOException {
        out.write(new JsonText(8).add("]}\n").toBytes());
    }
}
