package dev.copra.format.cvat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import dev.copra.coco.region.Encoding;
import dev.copra.dataset.DatasetCategory;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.dataset.Regions;
import dev.copra.format.contract.Losses;
import dev.copra.format.name.IdNodes;
import dev.copra.format.region.UsableRings;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.Xml;
import dev.copra.mask.Box;
import dev.copra.mask.Rle;
import dev.copra.shape.MaskTracer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the elements of an instance: several that share a group where it has several parts, or keypoints beside an area. */
final class ShapeElements {
    private final List<DatasetCategory> categories;
    private final LabelElements labels;
    private final Encoding encoding;
    private final Losses losses;

    /** @param encoding of masks; null to leave each as it is */
    ShapeElements(List<DatasetCategory> categories, LabelElements labels, Encoding encoding, Losses losses) {
        this.categories = categories;
        this.labels = labels;
        this.encoding = encoding;
        this.losses = losses;
    }

    /** Whether there is anything of an instance that a shape can show. */
    static boolean isShown(Instance instance) {
        return instance.around() != null || instance.keypoints() != null;
    }

    /** @return whether the group is used */
    boolean write(XMLStreamWriter xml, DatasetImage image, Instance instance, int group) throws XMLStreamException {
        losses.instance(image, instance);
        Region region = instance.region();
        List<double[]> rings = null;
        Rle mask = null;
        if (region instanceof Region.Rings || region instanceof Region.Raster) {
            rings = polygons(region, image);
            mask = rings == null ? Regions.mask(region, image.height(), image.width()) : null;
            boolean isSame = rings == null
                    ? region instanceof Region.Raster
                    : region instanceof Region.Rings own && own.rings().equals(rings);
            losses.lose(Loss.OUTLINE, !isSame, image, instance);
        }
        count(image, instance, rings, mask);
        boolean grouped =
                instance.keypoints() != null && instance.around() != null || rings != null && rings.size() > 1;
        Shape shape = new Shape(xml, instance, grouped ? group : 0, attributes(image, instance));
        if (mask != null) {
            shape.mask(mask);
        } else if (rings != null) {
            for (double[] ring : rings) {
                shape.points("polygon", ring);
            }
        } else if (region instanceof Region.Line line) {
            shape.points("polyline", line.points());
        } else if (instance.box() != null) {
            shape.box(instance.box(), instance.rotation());
        }
        if (instance.keypoints() != null) {
            shape.skeleton(instance.keypoints());
        }
        return grouped;
    }

    private void count(DatasetImage image, Instance instance, List<double[]> rings, Rle mask) {
        Region region = instance.region();
        if (region == null) {
            if (instance.box() != null) {
                losses.area(image, instance, instance.box().area());
            }
            return;
        }
        Region written = rings != null ? new Region.Rings(rings) : mask != null ? new Region.Raster(mask) : region;
        if (instance.rotation() == 0) {
            losses.box(image, instance, Regions.bounds(written));
        } else {
            losses.ledger().lose(Loss.ROTATION, image, instance);
        }
        losses.area(
                image,
                instance,
                Regions.mask(written, image.height(), image.width()).area());
    }

    private List<double[]> polygons(Region region, DatasetImage image) {
        if (encoding != null && encoding != Encoding.POLYGON) {
            return null;
        }
        if (region instanceof Region.Rings rings) {
            return UsableRings.of(rings, image);
        }
        Rle mask = ((Region.Raster) region).mask();
        return encoding == null || mask.isEmpty() ? null : MaskTracer.trace(mask);
    }

    /** What is written as elements {@code attribute}. */
    private Map<String, JsonNode> attributes(DatasetImage image, Instance instance) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        boolean kept = true;
        for (Map.Entry<String, JsonNode> attribute : instance.attributes().entrySet()) {
            String name = attribute.getKey();
            boolean isOccluded =
                    name.equals(CvatShapes.OCCLUDED) && attribute.getValue().equals(BooleanNode.TRUE);
            if (!isOccluded) {
                attributes.put(name, attribute.getValue());
                labels.attribute(instance.category(), name, attribute.getValue().isBoolean());
            }
            kept &= AttributeText.keeps(attribute.getValue())
                    && !name.equals(CvatShapes.CROWD)
                    && !name.equals(CvatShapes.SCORE)
                    && !name.equals(CvatShapes.TRACK);
        }
        if (!kept) {
            losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
        }
        if (instance.crowd()) {
            attributes.put(CvatShapes.CROWD, BooleanNode.TRUE);
        }
        if (instance.hasScore()) {
            attributes.put(CvatShapes.SCORE, DoubleNode.valueOf(instance.score()));
        }
        if (instance.track().present()) {
            attributes.put(CvatShapes.TRACK, IdNodes.node(instance.track()));
        }
        boolean whole = true;
        for (Map.Entry<String, JsonNode> extra : instance.extras().entrySet()) {
            whole &= extra.getKey().equals(CvatShapes.ORDER) && extra.getValue().isInt()
                    || extra.getKey().equals(CvatShapes.SOURCE)
                            && extra.getValue().isTextual();
        }
        if (!whole) {
            losses.ledger().lose(Loss.EXTRAS, image, instance);
        }
        return attributes;
    }

    /** Elements of one instance. */
    private final class Shape {
        private final XMLStreamWriter xml;
        private final Instance instance;
        private final DatasetCategory category;
        private final int group;
        private final Map<String, JsonNode> attributes;

        Shape(XMLStreamWriter xml, Instance instance, int group, Map<String, JsonNode> attributes) {
            this.xml = xml;
            this.instance = instance;
            this.group = group;
            this.attributes = attributes;
            category = categories.get(instance.category());
        }

        private void open(String element) throws XMLStreamException {
            xml.writeCharacters("    ");
            xml.writeStartElement(element);
            xml.writeAttribute("label", LabelElements.name(category));
            JsonNode source = instance.extras().get(CvatShapes.SOURCE);
            xml.writeAttribute(
                    "source", source != null && source.isTextual() ? Xml.clean(source.textValue()) : "manual");
            boolean occluded = BooleanNode.TRUE.equals(instance.attributes().get(CvatShapes.OCCLUDED));
            xml.writeAttribute("occluded", occluded ? "1" : "0");
        }

        private void lastAttributes() throws XMLStreamException {
            JsonNode order = instance.extras().get(CvatShapes.ORDER);
            xml.writeAttribute("z_order", order != null && order.isInt() ? order.asText() : "0");
            if (group > 0) {
                xml.writeAttribute("group_id", Integer.toString(group));
            }
            xml.writeCharacters("\n");
        }

        private void close() throws XMLStreamException {
            lastAttributes();
            end();
        }

        private void end() throws XMLStreamException {
            for (Map.Entry<String, JsonNode> attribute : attributes.entrySet()) {
                xml.writeCharacters("      ");
                xml.writeStartElement("attribute");
                xml.writeAttribute("name", Xml.clean(attribute.getKey()));
                xml.writeCharacters(Xml.clean(AttributeText.of(attribute.getValue())));
                xml.writeEndElement();
                xml.writeCharacters("\n");
            }
            xml.writeCharacters("    ");
            xml.writeEndElement();
            xml.writeCharacters("\n");
        }

        void box(Box box, double degrees) throws XMLStreamException {
            open("box");
            xml.writeAttribute("xtl", number(box.x()));
            xml.writeAttribute("ytl", number(box.y()));
            xml.writeAttribute("xbr", number(box.right()));
            xml.writeAttribute("ybr", number(box.bottom()));
            if (degrees != 0) {
                xml.writeAttribute("rotation", number(degrees));
            }
            close();
        }

        void points(String element, double[] points) throws XMLStreamException {
            open(element);
            xml.writeAttribute("points", text(points));
            close();
        }

        void mask(Rle mask) throws XMLStreamException {
            Box bounds = mask.bounds();
            // an empty mask has no box, and CVAT's have at least one pixel
            Box box = mask.isEmpty() ? new Box(0, 0, 1, 1) : bounds;
            open("mask");
            xml.writeAttribute("rle", RowRuns.text(mask, box));
            xml.writeAttribute("left", number(box.x()));
            xml.writeAttribute("top", number(box.y()));
            xml.writeAttribute("width", number(box.width()));
            xml.writeAttribute("height", number(box.height()));
            close();
        }

        void skeleton(double[] keypoints) throws XMLStreamException {
            open("skeleton");
            lastAttributes();
            for (int k = 0; k < keypoints.length / 3; k++) {
                boolean named = k < category.keypoints().size();
                xml.writeCharacters("      ");
                xml.writeEmptyElement("points");
                xml.writeAttribute(
                        "label", named ? Xml.clean(category.keypoints().get(k)) : Integer.toString(k + 1));
                xml.writeAttribute("source", "manual");
                xml.writeAttribute("outside", keypoints[3 * k + 2] == 0 ? "1" : "0");
                xml.writeAttribute("occluded", keypoints[3 * k + 2] == 1 ? "1" : "0");
                xml.writeAttribute("points", number(keypoints[3 * k]) + ',' + number(keypoints[3 * k + 1]));
                xml.writeCharacters("\n");
            }
            end();
        }
    }

    private static String text(double[] points) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            text.append(i == 0 ? "" : i % 2 == 0 ? ";" : ",").append(number(points[i]));
        }
        return text.toString();
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
