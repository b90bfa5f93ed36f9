package dev.copra.format.darwin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.coco.id.Id;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.EvenOdd;
import dev.copra.format.region.UsableRings;
import dev.copra.format.text.AttributeText;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import dev.copra.shape.TurnedBox;
import java.util.List;
import java.util.Map;

/** Makes annotations of instances: one of its place, and one of its keypoints if it has both. */
final class AnnotationWriter {
    private final Losses losses;
    private final Classes classes;
    private long unnamed;

    AnnotationWriter(Losses losses, Classes classes) {
        this.losses = losses;
        this.classes = classes;
    }

    /** Adds the annotations of an instance, and says whether there is one. */
    boolean write(ArrayNode annotations, DatasetImage image, Instance instance) {
        ObjectNode annotation = annotations.objectNode();
        String type = place(annotation, image, instance);
        ObjectNode skeleton = instance.keypoints() == null ? null : skeleton(annotations, instance);
        if (type == null && skeleton == null) {
            return false;
        }
        losses.instance(image, instance);
        if (instance.keypoints() != null && skeleton == null) {
            losses.ledger().lose(Loss.KEYPOINTS, image, instance);
        }
        if (instance.rotation() != 0 && instance.region() != null) {
            losses.ledger().lose(Loss.ROTATION, image, instance);
        }
        DarwinId id = DarwinId.of(instance.id());
        if (id == null) {
            losses.lose(Loss.INSTANCE_ID, instance.id().present(), image, instance);
            id = new DarwinId(DarwinId.Kind.UNNAMED, ++unnamed);
        }
        ObjectNode main = annotations.addObject();
        start(main, id, instance, type == null ? "skeleton" : type);
        main.setAll(type == null ? skeleton : annotation);
        members(main, image, instance);
        if (type != null && skeleton != null) {
            ObjectNode second = annotations.addObject();
            start(second, id.keypoints(), instance, "skeleton");
            second.setAll(skeleton);
        }
        return true;
    }

    private void start(ObjectNode annotation, DarwinId id, Instance instance, String type) {
        annotation.put("id", id.toString());
        annotation.put("name", classes.use(instance.category(), type));
        annotation.putArray("slot_names").add(DarwinSink.SLOT);
    }

    /** Sets the place of an instance. @return its type, or null if it has none */
    private String place(ObjectNode annotation, DatasetImage image, Instance instance) {
        Box box = instance.rotation() == 0 ? instance.box() : null;
        if (instance.region() instanceof Region.Line line) {
            path(annotation.putObject("line").putArray("path"), line.points());
            losses.box(image, instance, Regions.bounds(line));
            losses.area(image, instance, 0);
            return "line";
        }
        List<double[]> paths = paths(image, instance);
        if (paths != null) {
            bounds(annotation, box != null ? box : Regions.bounds(new Region.Rings(paths)));
            ArrayNode list = annotation.putObject("polygon").putArray("paths");
            paths.forEach(ring -> path(list.addArray(), ring));
            losses.pixels(
                    image,
                    instance,
                    () -> Regions.mask(
                            instance.region() != null ? instance.region() : new Region.Rings(paths),
                            image.height(),
                            image.width()));
            return "polygon";
        }
        if (box != null) {
            losses.area(image, instance, box.width() * box.height());
            bounds(annotation, box);
            return "bounding_box";
        }
        return null;
    }

    /** The paths that a region or a turned box is written as, by the even-odd rule; null if there are none. */
    private List<double[]> paths(DatasetImage image, Instance instance) {
        Region region = instance.region();
        if (region == null) {
            if (instance.box() == null || instance.rotation() == 0) {
                return null;
            }
            losses.ledger().lose(Loss.FILLED, image, instance);
            return List.of(new TurnedBox(instance.box(), instance.rotation()).ring());
        }
        if (region instanceof Region.Rings own) {
            List<double[]> rings = UsableRings.of(own, image);
            if (rings != null && EvenOdd.areParts(rings, image)) {
                losses.lose(Loss.OUTLINE, rings != own.rings(), image, instance);
                return rings;
            }
        }
        Rle mask = Regions.mask(region, image.height(), image.width());
        if (mask.isEmpty()) {
            losses.ledger().lose(Loss.MASK, image, instance);
            return null;
        }
        losses.ledger().lose(Loss.OUTLINE, image, instance);
        return MaskTracer.trace(mask);
    }

    private static void bounds(ObjectNode annotation, Box box) {
        annotation
                .putObject("bounding_box")
                .put("x", box.x())
                .put("y", box.y())
                .put("w", box.width())
                .put("h", box.height());
    }

    private static void path(ArrayNode path, double[] points) {
        for (int i = 0; i + 1 < points.length; i += 2) {
            path.addObject().put("x", points[i]).put("y", points[i + 1]);
        }
    }

    /** The skeleton of an instance; null if it has no keypoint that is labelled. */
    private ObjectNode skeleton(ArrayNode annotations, Instance instance) {
        double[] keypoints = instance.keypoints();
        List<String> names = classes.nodes(instance.category(), keypoints.length / 3);
        ObjectNode skeleton = annotations.objectNode();
        ArrayNode nodes = skeleton.putObject("skeleton").putArray("nodes");
        for (int k = 0; k < keypoints.length / 3; k++) {
            if (keypoints[3 * k + 2] > 0) {
                nodes.addObject()
                        .put("name", names.get(k))
                        .put("occluded", keypoints[3 * k + 2] == 1)
                        .put("x", keypoints[3 * k])
                        .put("y", keypoints[3 * k + 1]);
            }
        }
        return nodes.isEmpty() ? null : skeleton;
    }

    private void members(ObjectNode annotation, DatasetImage image, Instance instance) {
        ArrayNode attributes = annotation.arrayNode();
        ArrayNode properties = annotation.arrayNode();
        boolean kept = true;
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            String name = attribute.getKey();
            JsonNode value = attribute.getValue();
            if (value.isBoolean() && value.booleanValue()) {
                kept &= !name.equals(Annotations.CROWD);
                attributes.add(name);
            } else if (name.equals("text") && value.isTextual()) {
                annotation.putObject("text").set("text", value);
            } else {
                kept &= property(properties, name, value);
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        if (instance.crowd()) {
            attributes.add(Annotations.CROWD);
        }
        if (!attributes.isEmpty()) {
            annotation.set("attributes", attributes);
        }
        if (!properties.isEmpty()) {
            annotation.set("properties", properties);
        }
        if (instance.hasScore()) {
            annotation.putObject("inference").put("confidence", instance.score());
        }
        Id track = instance.track();
        if (track.isWhole() && track.isLong()) {
            annotation.putObject("instance_id").set("value", IdNodes.node(track));
        } else if (track.present()) {
            losses.ledger().lose(Loss.TRACK, image, instance);
        }
        boolean known = false;
        for (Map.Entry<String, JsonNode> extra : instance.extras().entrySet()) {
            if (Annotations.isKnown(extra.getKey())) {
                known = true;
            } else {
                annotation.set(extra.getKey(), extra.getValue());
            }
        }
        if (known) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
    }

    /** Adds a property, whose value is a text. @return whether it will be read as it is */
    static boolean property(ArrayNode properties, String name, JsonNode value) {
        properties.addObject().putNull("frame_index").put("name", name).put("value", AttributeText.of(value));
        return AttributeText.keeps(value);
    }
}
