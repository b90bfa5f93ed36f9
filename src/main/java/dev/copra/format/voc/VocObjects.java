package dev.copra.format.voc;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.coco.AnnotationException;
import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.Instance;
import dev.copra.dataset.Loss;
import dev.copra.dataset.Region;
import dev.copra.format.contract.Losses;
import dev.copra.format.name.NameIndex;
import dev.copra.format.region.Plausible;
import dev.copra.format.text.AttributeText;
import dev.copra.format.text.Xml;
import dev.copra.format.text.XmlElement;
import dev.copra.mask.Box;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The element {@code object}. Its box counts pixels from 1 and includes the last ones: a box around the first pixel is 1, 1, 1, 1. Where
 * boxes count from 0, as many tools write them, its corners are points, so that a box around the first pixel is 0, 0, 1, 1.
 */
final class VocObjects {
    /** Flags that every object has; absent and 0 are one. */
    private static final Set<String> USUAL_FLAGS = Set.of("difficult", "truncated");

    private static final String OCCLUDED = "occluded";
    private static final String POSE = "pose";
    private static final String NO_POSE = "Unspecified";
    /** Positions are written to so many parts of a pixel. */
    private static final double PARTS = 1e4;

    private final NameIndex names;
    private final boolean zeroBased;

    VocObjects(NameIndex names, boolean zeroBased) {
        this.names = names;
        this.zeroBased = zeroBased;
    }

    /** @param place file and line, for messages */
    Instance read(XmlElement object, String place) throws AnnotationException {
        String name = object.text("name");
        if (name == null) {
            throw new AnnotationException("voc-name", place, "the object has no name");
        }
        Instance.Builder instance = Instance.builder().category(names.position(name));
        XmlElement box = object.child("bndbox");
        XmlElement turned = object.child("robndbox");
        XmlElement polygon = object.child("polygon");
        if (polygon != null) {
            instance.region(new Region.Rings(List.of(ring(polygon, place))));
        }
        if (turned != null) {
            turned(turned, place, instance);
        } else if (box != null) {
            instance.box(box(box, place));
        } else if (polygon == null) {
            throw new AnnotationException("voc-box", place, "the object has no bndbox");
        }
        attributes(object).forEach(instance::attribute);
        return instance.build();
    }

    private Box box(XmlElement box, String place) throws AnnotationException {
        double left = number(box, "xmin", place);
        double top = number(box, "ymin", place);
        double right = number(box, "xmax", place);
        double bottom = number(box, "ymax", place);
        // of a box of whole pixels the first and the last are named: one narrower than a pixel ends before its first
        double first = zeroBased ? 0 : 1;
        if (right < left - first || bottom < top - first) {
            throw new AnnotationException(
                    "voc-box",
                    place,
                    "the box ends before it begins: xmin, ymin, xmax, ymax are " + left + ", " + top + ", " + right
                            + ", " + bottom);
        }
        return Box.ofCorners(left - first, top - first, right, bottom);
    }

    /** As roLabelImg has it: centre, sides, and the angle in radians, clockwise. */
    private static void turned(XmlElement box, String place, Instance.Builder instance) throws AnnotationException {
        double width = number(box, "w", place);
        double height = number(box, "h", place);
        if (width < 0 || height < 0) {
            throw new AnnotationException("voc-box", place, "the box has a negative side");
        }
        instance.box(new Box(
                        number(box, "cx", place) - width / 2, number(box, "cy", place) - height / 2, width, height))
                .rotation(Math.toDegrees(number(box, "angle", place)));
    }

    /** As Roboflow has it: elements x1, y1, x2, y2 and so on. */
    private static double[] ring(XmlElement polygon, String place) throws AnnotationException {
        int vertices = 0;
        while (polygon.child("x" + (vertices + 1)) != null) {
            vertices++;
        }
        if (vertices < 3) {
            throw new AnnotationException("voc-polygon", place, "the polygon has " + vertices + " vertices");
        }
        double[] ring = new double[2 * vertices];
        for (int i = 0; i < vertices; i++) {
            ring[2 * i] = number(polygon, "x" + (i + 1), place);
            ring[2 * i + 1] = number(polygon, "y" + (i + 1), place);
        }
        return ring;
    }

    private static double number(XmlElement element, String name, String place) throws AnnotationException {
        String text = element.text(name);
        double value = Plausible.position(text);
        if (Double.isNaN(value)) {
            throw new AnnotationException(
                    "voc-number",
                    place,
                    text == null ? "there is no " + name : "'" + text + "' is not a number for " + name);
        }
        return value;
    }

    private static Map<String, JsonNode> attributes(XmlElement object) {
        Map<String, JsonNode> attributes = new LinkedHashMap<>();
        String pose = object.text(POSE);
        if (pose != null && !pose.isEmpty() && !pose.equalsIgnoreCase(NO_POSE)) {
            attributes.put(POSE, TextNode.valueOf(pose));
        }
        for (String flag : List.of("truncated", "difficult")) {
            if (isSet(object.text(flag))) {
                attributes.put(flag, BooleanNode.TRUE);
            }
        }
        if (object.text(OCCLUDED) != null) {
            attributes.put(OCCLUDED, BooleanNode.valueOf(isSet(object.text(OCCLUDED))));
        }
        XmlElement more = object.child("attributes");
        if (more != null) {
            for (XmlElement attribute : more.children()) {
                XmlElement name = attribute.child("name");
                XmlElement value = attribute.child("value");
                if (name != null && value != null) {
                    attributes.put(name.text(), AttributeText.parse(value.text()));
                }
            }
        }
        return attributes;
    }

    private static boolean isSet(String flag) {
        return flag != null && (flag.equals("1") || flag.equalsIgnoreCase("true"));
    }

    /** Writes an instance that has a box or a region. */
    void write(XMLStreamWriter xml, String name, DatasetImage image, Instance instance, Losses losses)
            throws XMLStreamException {
        Box box = instance.around();
        Map<String, JsonNode> rest = new LinkedHashMap<>(instance.attributes());
        JsonNode pose = rest.get(POSE);
        boolean hasPose = pose != null
                && pose.isTextual()
                && !pose.textValue().isBlank()
                && pose.textValue().equals(pose.textValue().strip())
                && !pose.textValue().equalsIgnoreCase(NO_POSE);
        xml.writeCharacters("  ");
        xml.writeStartElement("object");
        xml.writeCharacters("\n");
        Xml.line(xml, "    ", "name", name);
        Xml.line(xml, "    ", POSE, hasPose ? rest.remove(POSE).textValue() : NO_POSE);
        for (String flag : List.of("truncated", "difficult", OCCLUDED)) {
            boolean usual = USUAL_FLAGS.contains(flag);
            JsonNode stated = rest.get(flag);
            boolean value = stated != null && stated.asBoolean();
            if (usual || stated != null) {
                Xml.line(xml, "    ", flag, value ? "1" : "0");
            }
            if (stated != null && stated.isBoolean() && (value || !usual)) {
                // what the element does not say whole is an attribute of its own as well
                rest.remove(flag);
            }
        }
        xml.writeCharacters("    ");
        xml.writeStartElement("bndbox");
        xml.writeCharacters("\n");
        double first = zeroBased ? 0 : 1;
        Xml.line(xml, "      ", "xmin", number(box.x() + first));
        Xml.line(xml, "      ", "ymin", number(box.y() + first));
        Xml.line(xml, "      ", "xmax", number(box.right()));
        Xml.line(xml, "      ", "ymax", number(box.bottom()));
        xml.writeCharacters("    ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
        if (!rest.isEmpty()) {
            boolean kept = true;
            xml.writeCharacters("    ");
            xml.writeStartElement("attributes");
            xml.writeCharacters("\n");
            for (Map.Entry<String, JsonNode> attribute : rest.entrySet()) {
                kept &= AttributeText.keeps(attribute.getValue());
                xml.writeCharacters("      ");
                xml.writeStartElement("attribute");
                xml.writeCharacters("\n");
                Xml.line(xml, "        ", "name", attribute.getKey());
                Xml.line(xml, "        ", "value", AttributeText.of(attribute.getValue()));
                xml.writeCharacters("      ");
                xml.writeEndElement();
                xml.writeCharacters("\n");
            }
            xml.writeCharacters("    ");
            xml.writeEndElement();
            xml.writeCharacters("\n");
            if (!kept) {
                losses.ledger().lose(Loss.ATTRIBUTES, image, instance);
            }
        }
        xml.writeCharacters("  ");
        xml.writeEndElement();
        xml.writeCharacters("\n");
    }

    private static String number(double value) {
        double rounded = Math.round(value * PARTS) / PARTS;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    /** Whether what is written of a box is not just where it lies. */
    static boolean isRounded(Box box) {
        for (double value : new double[] {box.x(), box.y(), box.right(), box.bottom()}) {
            if (Math.abs(Math.round(value * PARTS) / PARTS - value) > 1e-9) {
                return true;
            }
        }
        return false;
    }
}
