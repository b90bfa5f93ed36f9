package dev.copra.format.supervisely;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.UsableRings;
import dev.copra.format.text.AttributeText;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.TurnedBox;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Makes figures of instances. What Supervisely does not know is a member of the first one. */
final class FigureWriter {
    private final Losses losses;
    /** The types of the tags by their names. */
    private final Map<String, String> tagTypes = new TreeMap<>();

    FigureWriter(Losses losses) {
        this.losses = losses;
    }

    /** The types of the tags that were written, by their names. */
    Map<String, String> tagTypes() {
        return tagTypes;
    }

    /**
     * Adds the figures of an instance.
     *
     * @param key that they share, if they are several
     * @return whether there is one
     */
    boolean write(ArrayNode figures, DatasetImage image, Instance instance, String title, String key)
            throws IOException {
        int first = figures.size();
        Box derived = region(figures, image, instance);
        Box box = instance.rotation() == 0 ? instance.box() : null;
        if (box != null && !Losses.isNear(box, derived)) {
            points(figure(figures, "rectangle"), box.x(), box.y(), box.right(), box.bottom());
        }
        if (instance.keypoints() != null && !graph(figures, instance.keypoints())) {
            losses.ledger().lose(Loss.KEYPOINTS, image, instance);
        }
        if (figures.size() == first) {
            return false;
        }
        losses.instance(image, instance);
        if (instance.rotation() != 0 && instance.region() != null) {
            losses.ledger().lose(Loss.ROTATION, image, instance);
        }
        for (int i = first; i < figures.size(); i++) {
            ObjectNode figure = (ObjectNode) figures.get(i);
            figure.put("classTitle", title);
            if (figures.size() - first > 1) {
                figure.put("instance", key);
            }
        }
        members((ObjectNode) figures.get(first), image, instance);
        return true;
    }

    /** Adds the figures of a region or a turned box. @return the box that follows from them; null if there are none */
    private Box region(ArrayNode figures, DatasetImage image, Instance instance) throws IOException {
        Region region = instance.region();
        if (region instanceof Region.Line line) {
            points(figure(figures, "line"), line.points());
            return Regions.bounds(line);
        }
        if (region == null && instance.box() != null && instance.rotation() != 0) {
            losses.ledger().lose(Loss.FILLED, image, instance);
            points(figure(figures, "polygon"), new TurnedBox(instance.box(), instance.rotation()).ring());
            return null;
        }
        if (region == null) {
            return null;
        }
        List<double[]> rings = region instanceof Region.Rings own ? UsableRings.of(own, image) : null;
        if (rings != null) {
            losses.lose(Loss.OUTLINE, rings != ((Region.Rings) region).rings(), image, instance);
            for (double[] ring : rings) {
                points(figure(figures, "polygon"), ring);
            }
            return Regions.bounds(new Region.Rings(rings));
        }
        Rle mask = Regions.mask(region, image.height(), image.width());
        if (mask.isEmpty()) {
            losses.ledger().lose(Loss.MASK, image, instance);
            return null;
        }
        losses.lose(Loss.OUTLINE, region instanceof Region.Rings, image, instance);
        figure(figures, "bitmap").set("bitmap", Bitmap.write(mask));
        return mask.bounds();
    }

    private static ObjectNode figure(ArrayNode figures, String type) {
        ObjectNode figure = figures.addObject();
        figure.put("description", "");
        figure.put("geometryType", type);
        figure.putArray("tags");
        return figure;
    }

    private static void points(ObjectNode figure, double... points) {
        ObjectNode object = figure.putObject("points");
        ArrayNode exterior = object.putArray("exterior");
        for (int i = 0; i + 1 < points.length; i += 2) {
            exterior.addArray().add(points[i]).add(points[i + 1]);
        }
        object.putArray("interior");
    }

    private static boolean graph(ArrayNode figures, double[] keypoints) {
        ObjectNode nodes = null;
        for (int k = 0; k < keypoints.length / 3; k++) {
            if (keypoints[3 * k + 2] > 0) {
                if (nodes == null) {
                    nodes = figure(figures, "graph").putObject("nodes");
                }
                ObjectNode node = nodes.putObject(Integer.toString(k));
                node.putArray("loc").add(keypoints[3 * k]).add(keypoints[3 * k + 1]);
                if (keypoints[3 * k + 2] == 1) {
                    node.put("disabled", true);
                }
            }
        }
        return nodes != null;
    }

    private void members(ObjectNode figure, DatasetImage image, Instance instance) {
        ArrayNode tags = (ArrayNode) figure.get("tags");
        boolean kept = true;
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            JsonNode value = attribute.getValue();
            if (attribute.getKey().equals("description")
                    && value.isTextual()
                    && !value.textValue().isEmpty()) {
                figure.set("description", value);
            } else {
                kept &= !Figures.OWN_TAGS.contains(attribute.getKey()) && tag(tags, attribute.getKey(), value);
            }
        }
        if (!kept) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        if (instance.hasScore()) {
            tag(tags, Figures.SCORE, figure.numberNode(instance.score()));
        }
        if (instance.crowd()) {
            tag(tags, Figures.CROWD, figure.booleanNode(true));
        }
        if (instance.track().present()) {
            tag(tags, Figures.TRACK, IdNodes.node(instance.track()));
        }
        if (instance.id().isWhole() && instance.id().isLong()) {
            figure.set("id", IdNodes.node(instance.id()));
        } else if (instance.id().present()) {
            losses.ledger().lose(Loss.INSTANCE_ID, image, instance);
        }
        if (!Double.isNaN(instance.area())) {
            figure.put("area", instance.area());
        }
        boolean known = false;
        for (Map.Entry<String, JsonNode> extra : instance.extras().entrySet()) {
            if (Figures.isKnown(extra.getKey())) {
                known = true;
            } else {
                figure.set(extra.getKey(), extra.getValue());
            }
        }
        if (known) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
    }

    /** Adds a tag, whose value is a text, a number or none. @return whether it will be read as it is */
    boolean tag(ArrayNode tags, String name, JsonNode value) {
        ObjectNode tag = tags.addObject().put("name", name);
        boolean holds = value.isBoolean() && value.booleanValue();
        String type = holds ? "none" : value.isNumber() ? "any_number" : "any_string";
        // what is of several types is a text
        tagTypes.merge(name, type, (a, b) -> a.equals(b) ? a : "any_string");
        if (holds) {
            tag.putNull("value");
        } else if (value.isNumber()) {
            tag.set("value", value);
        } else {
            tag.put("value", AttributeText.of(value));
        }
        return holds || value.isNumber() || value.isTextual();
    }
}
