package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.region.Encoding;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.region.UsableRings;
import dev.copra.image.LabelPng;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.TurnedBox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes shapes of instances. What LabelMe does not know is a member that it keeps. */
final class ShapeWriter {
    /** A mask of more parts stays a mask: nobody edits so many polygons. */
    private static final int MOST_PARTS = 50;

    private final List<DatasetCategory> categories;
    /** Their names as JSON. */
    private final List<byte[]> labels;

    private final Encoding encoding;
    private final Losses losses;

    /** @param encoding of masks; null to choose by the mask */
    ShapeWriter(List<DatasetCategory> categories, Encoding encoding, Losses losses) {
        this(categories, categories.stream().map(c -> JsonValues.text(c.name())).toList(), encoding, losses);
    }

    private ShapeWriter(List<DatasetCategory> categories, List<byte[]> labels, Encoding encoding, Losses losses) {
        this.categories = categories;
        this.labels = labels;
        this.encoding = encoding;
        this.losses = losses;
    }

    /** The same, counting losses elsewhere. */
    ShapeWriter into(Losses other) {
        return new ShapeWriter(categories, labels, encoding, other);
    }

    /**
     * Adds the shapes of an instance, each on a line of its own.
     *
     * @param group the id that its shapes share, if they are several
     * @return whether the group is used
     */
    boolean write(JsonText text, DatasetImage image, Instance instance, int group) throws IOException {
        losses.instance(image, instance);
        byte[] label = labels.get(instance.category());
        double[] keypoints = instance.keypoints();
        List<double[]> rings = null;
        Rle mask = null;
        Region region = instance.region();
        Box derived = null;
        if (region instanceof Region.Rings || region instanceof Region.Raster) {
            rings = polygons(region, image);
            mask = rings == null ? Regions.mask(region, image.height(), image.width()) : null;
            boolean isSame = rings == null
                    ? region instanceof Region.Raster
                    : region instanceof Region.Rings own && own.rings().equals(rings);
            losses.lose(Loss.OUTLINE, !isSame, image, instance);
            derived = Regions.bounds(rings == null ? new Region.Raster(mask) : new Region.Rings(rings));
        }
        if (instance.rotation() != 0 && region != null) {
            losses.ledger().lose(Loss.ROTATION, image, instance);
        }
        boolean grouped = keypoints != null || rings != null && rings.size() > 1;
        String groupId = grouped ? Integer.toString(group) : "null";
        if (mask != null) {
            Box box = pixels(mask);
            double[] corners = {box.x(), box.y(), box.right() - 1, box.bottom() - 1};
            begin(text, label, groupId, "mask", corners);
            members(text, image, instance, derived, png(mask, box));
        } else if (rings != null) {
            for (int i = 0; i < rings.size(); i++) {
                begin(text, label, groupId, "polygon", rings.get(i));
                if (i == 0) {
                    members(text, image, instance, derived, null);
                } else {
                    plain(text, false);
                }
            }
        } else if (region instanceof Region.Line line) {
            begin(text, label, groupId, line.points().length == 4 ? "line" : "linestrip", line.points());
            members(text, image, instance, Regions.bounds(region), null);
        } else if (instance.rotation() != 0) {
            losses.lose(Loss.FILLED, true, image, instance);
            begin(text, label, groupId, "polygon", new TurnedBox(instance.box(), instance.rotation()).ring());
            members(text, image, instance, instance.around(), null);
        } else {
            Box box = instance.box();
            double[] corners = {box.x(), box.y(), box.right(), box.bottom()};
            begin(text, label, groupId, "rectangle", corners);
            members(text, image, instance, box, null);
        }
        if (keypoints != null) {
            keypoints(text, image, instance, groupId);
        }
        return grouped;
    }

    /** The polygons that a region is written as; null if it is written as a mask. */
    private List<double[]> polygons(Region region, DatasetImage image) {
        if (encoding != null && encoding != Encoding.POLYGON) {
            return null;
        }
        if (region instanceof Region.Rings rings) {
            return UsableRings.of(rings, image);
        }
        Rle mask = ((Region.Raster) region).mask();
        if (mask.isEmpty() || encoding == null && !mask.fillHoles().equals(mask)) {
            return null;
        }
        List<double[]> rings = MaskTracer.trace(mask);
        return encoding == null && rings.size() > MOST_PARTS ? null : rings;
    }

    /** What all shapes begin with. */
    private static void begin(JsonText text, byte[] label, String group, String type, double[] points) {
        text.add(text.size() == 0 ? "\n    {\"label\": " : ",\n    {\"label\": ")
                .add(label)
                .add(", \"points\": [");
        for (int i = 0; i + 1 < points.length; i += 2) {
            text.add(i == 0 ? "[" : ", [")
                    .add(points[i])
                    .add(", ")
                    .add(points[i + 1])
                    .add(']');
        }
        text.add("], \"group_id\": ")
                .add(group)
                .add(", \"shape_type\": \"")
                .add(type)
                .add('"');
    }

    /** Ends a shape of which there is no more to say. @param difficult as X-AnyLabeling has it */
    private static void plain(JsonText text, boolean difficult) {
        text.add(", \"description\": \"\", \"flags\": {}, \"mask\": null");
        text.add(difficult ? ", \"difficult\": true}" : "}");
    }

    /** The box of a mask's pixels. An empty mask has none, but a PNG has at least one pixel. */
    private static Box pixels(Rle mask) {
        Box box = mask.bounds();
        return new Box((int) box.x(), (int) box.y(), Math.max(1, (int) box.width()), Math.max(1, (int) box.height()));
    }

    private static String png(Rle mask, Box box) throws IOException {
        int left = (int) box.x();
        int top = (int) box.y();
        int width = (int) box.width();
        int height = (int) box.height();
        int[] rows = mask.crop(left, top, left + width, top + height).toRows(1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        LabelPng.writeGrey(png, width, height, rows, 8);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }

    /** Ends the first shape of an instance with all that is said of it. @param mask null if it is none */
    private void members(JsonText text, DatasetImage image, Instance instance, Box derived, String mask) {
        String description = "";
        Map<String, JsonNode> flags = new LinkedHashMap<>();
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            JsonNode value = attribute.getValue();
            if (value.isBoolean()) {
                flags.put(attribute.getKey(), value);
            } else if (attribute.getKey().equals("description")
                    && value.isTextual()
                    && !value.textValue().isEmpty()) {
                description = value.textValue();
            } else {
                attributes.put(attribute.getKey(), value);
            }
        }
        text.add(", \"description\": ").add(JsonValues.text(description));
        object(text.add(", \"flags\": "), flags);
        text.add(", \"mask\": ");
        if (mask == null) {
            text.add("null");
        } else {
            text.add('"').add(mask).add('"');
        }
        if (!attributes.isEmpty()) {
            object(text.add(", \"attributes\": "), attributes);
        }
        if (instance.id().present()) {
            text.add(", \"id\": ").add(instance.id().json());
        }
        if (instance.track().present()) {
            text.add(", \"track_id\": ").add(instance.track().json());
        }
        if (instance.hasScore()) {
            text.add(", \"score\": ").add(instance.score());
        }
        if (instance.crowd()) {
            text.add(", \"iscrowd\": 1");
        }
        if (!Double.isNaN(instance.area())) {
            text.add(", \"area\": ").add(instance.area());
        }
        Box box = instance.rotation() == 0 ? instance.box() : null;
        if (box != null && !Losses.isNear(box, derived)) {
            text.add(", \"bbox\": [").add(box.x()).add(", ").add(box.y());
            text.add(", ").add(box.width()).add(", ").add(box.height()).add(']');
        }
        boolean kept = true;
        for (Map.Entry<String, JsonNode> extra : instance.extras().entrySet()) {
            if (Shapes.isKnown(extra.getKey())) {
                kept = false;
            } else {
                member(text.add(", "), extra);
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
        text.add('}');
    }

    private static void object(JsonText text, Map<String, JsonNode> members) {
        String before = "{";
        for (Map.Entry<String, JsonNode> member : members.entrySet()) {
            member(text.add(before), member);
            before = ", ";
        }
        text.add(members.isEmpty() ? "{}" : "}");
    }

    static void member(JsonText text, Map.Entry<String, JsonNode> member) {
        text.add(JsonValues.text(member.getKey())).add(": ").add(JsonValues.text(member.getValue()));
    }

    private void keypoints(JsonText text, DatasetImage image, Instance instance, String group) {
        double[] keypoints = instance.keypoints();
        List<String> names = categories.get(instance.category()).keypoints();
        boolean any = false;
        for (int k = 0; k < keypoints.length / 3; k++) {
            if (keypoints[3 * k + 2] > 0) {
                any = true;
                String name = k < names.size() ? names.get(k) : Integer.toString(k + 1);
                double[] point = {keypoints[3 * k], keypoints[3 * k + 1]};
                begin(text, JsonValues.text(name), group, "point", point);
                plain(text, keypoints[3 * k + 2] == 1);
            }
        }
        if (!any) {
            losses.ledger().lose(Loss.KEYPOINTS, image, instance);
        }
    }
}
