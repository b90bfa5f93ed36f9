package dev.copra.format.labelme;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.Encoding;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.IdNodes;
import dev.copra.format.Losses;
import dev.copra.format.UsableRings;
import dev.copra.image.LabelPng;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.TurnedBox;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Makes shapes of instances. What LabelMe does not know is a member that it keeps. */
final class ShapeWriter {
    /** A mask of more parts stays a mask: nobody edits so many polygons. */
    private static final int MOST_PARTS = 50;

    private final List<DatasetCategory> categories;
    private final Encoding encoding;
    private final Losses losses;

    /** @param encoding of masks; null to choose by the mask */
    ShapeWriter(List<DatasetCategory> categories, Encoding encoding, Losses losses) {
        this.categories = categories;
        this.encoding = encoding;
        this.losses = losses;
    }

    /**
     * Adds the shapes of an instance.
     *
     * @param group the id that its shapes share, if they are several
     * @return whether the group is used
     */
    boolean write(ArrayNode shapes, DatasetImage image, Instance instance, int group) throws IOException {
        losses.instance(image, instance);
        DatasetCategory category = categories.get(instance.category());
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
        int first = shapes.size();
        if (mask != null) {
            mask(shape(shapes, category.name(), "mask", grouped, group), mask);
        } else if (rings != null) {
            for (double[] ring : rings) {
                points(shape(shapes, category.name(), "polygon", grouped, group), ring);
            }
        } else if (region instanceof Region.Line line) {
            derived = Regions.bounds(region);
            points(
                    shape(shapes, category.name(), line.points().length == 4 ? "line" : "linestrip", grouped, group),
                    line.points());
        } else if (instance.rotation() != 0) {
            losses.lose(Loss.FILLED, true, image, instance);
            derived = instance.around();
            points(
                    shape(shapes, category.name(), "polygon", grouped, group),
                    new TurnedBox(instance.box(), instance.rotation()).ring());
        } else {
            Box box = instance.box();
            derived = box;
            points(
                    shape(shapes, category.name(), "rectangle", grouped, group),
                    box.x(),
                    box.y(),
                    box.right(),
                    box.bottom());
        }
        members((ObjectNode) shapes.get(first), image, instance, derived);
        if (keypoints != null) {
            keypoints(shapes, image, instance, category, group);
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

    private static ObjectNode shape(ArrayNode shapes, String label, String type, boolean grouped, int group) {
        ObjectNode shape = shapes.addObject();
        shape.put("label", label);
        shape.putArray("points");
        if (grouped) {
            shape.put("group_id", group);
        } else {
            shape.putNull("group_id");
        }
        shape.put("description", "");
        shape.put("shape_type", type);
        shape.putObject("flags");
        shape.putNull("mask");
        return shape;
    }

    private static void points(ObjectNode shape, double... points) {
        ArrayNode list = (ArrayNode) shape.get("points");
        for (int i = 0; i + 1 < points.length; i += 2) {
            list.addArray().add(points[i]).add(points[i + 1]);
        }
    }

    private static void mask(ObjectNode shape, Rle mask) throws IOException {
        Box box = mask.bounds();
        int left = (int) box.x();
        int top = (int) box.y();
        // an empty mask has no box, and a PNG has at least one pixel
        int width = Math.max(1, (int) box.width());
        int height = Math.max(1, (int) box.height());
        points(shape, left, top, left + width - 1, top + height - 1);
        int[] rows = mask.crop(left, top, left + width, top + height).toRows(1);
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        LabelPng.writeGrey(png, width, height, rows, 8);
        shape.put("mask", Base64.getEncoder().encodeToString(png.toByteArray()));
    }

    private void members(ObjectNode shape, DatasetImage image, Instance instance, Box derived) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            JsonNode value = attribute.getValue();
            if (value.isBoolean()) {
                ((ObjectNode) shape.get("flags")).set(attribute.getKey(), value);
            } else if (attribute.getKey().equals("description")
                    && value.isTextual()
                    && !value.textValue().isEmpty()) {
                shape.set("description", value);
            } else {
                attributes.set(attribute.getKey(), value);
            }
        }
        if (!attributes.isEmpty()) {
            shape.set("attributes", attributes);
        }
        if (instance.id().present()) {
            shape.set("id", IdNodes.node(instance.id()));
        }
        if (instance.track().present()) {
            shape.set("track_id", IdNodes.node(instance.track()));
        }
        if (instance.hasScore()) {
            shape.put("score", instance.score());
        }
        if (instance.crowd()) {
            shape.put("iscrowd", 1);
        }
        if (!Double.isNaN(instance.area())) {
            shape.put("area", instance.area());
        }
        Box box = instance.rotation() == 0 ? instance.box() : null;
        if (box != null && !Losses.isNear(box, derived)) {
            shape.putArray("bbox").add(box.x()).add(box.y()).add(box.width()).add(box.height());
        }
        boolean kept = true;
        for (Map.Entry<String, JsonNode> extra : instance.extras().entrySet()) {
            if (Shapes.isKnown(extra.getKey())) {
                kept = false;
            } else {
                shape.set(extra.getKey(), extra.getValue());
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
    }

    private void keypoints(
            ArrayNode shapes, DatasetImage image, Instance instance, DatasetCategory category, int group) {
        double[] keypoints = instance.keypoints();
        int named = category.keypoints().size();
        boolean any = false;
        for (int k = 0; k < keypoints.length / 3; k++) {
            if (keypoints[3 * k + 2] > 0) {
                any = true;
                String name = k < named ? category.keypoints().get(k) : Integer.toString(k + 1);
                ObjectNode point = shape(shapes, name, "point", true, group);
                points(point, keypoints[3 * k], keypoints[3 * k + 1]);
                if (keypoints[3 * k + 2] == 1) {
                    // as X-AnyLabeling has it
                    point.put("difficult", true);
                }
            }
        }
        if (!any) {
            losses.ledger().lose(Loss.KEYPOINTS, image, instance);
        }
    }
}
