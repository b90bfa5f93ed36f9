package dev.copra.format.cvat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.dataset.DatasetCategory;
import dev.copra.format.name.ClassList;
import dev.copra.format.text.Xml;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes the labels of a document with their attributes, as CVAT wants them to make a task. */
final class LabelElements {
    private static final int[] COLOURS = {
        0xe6194b, 0x3cb44b, 0xffe119, 0x4363d8, 0xf58231, 0x911eb4, 0x46f0f0, 0xf032e6, 0xbcf60c, 0xfabebe, 0x008080,
        0xe6beff, 0x9a6324, 0xfffac8, 0x800000, 0xaaffc3, 0x808000, 0xffd8b1, 0x000075, 0x808080
    };

    private final List<DatasetCategory> categories;
    /** By category, whether each attribute is a mark that is set or not. */
    private final List<Map<String, Boolean>> attributes = new ArrayList<>();

    LabelElements(List<DatasetCategory> categories) {
        this.categories = categories;
        categories.forEach(c -> attributes.add(new LinkedHashMap<>()));
    }

    /** The name of a category as an attribute of XML holds it. */
    static String name(DatasetCategory category) {
        return Xml.clean(category.name()).replaceAll("[\\r\\n\\t]", " ");
    }

    /** Takes an attribute that an instance of a category has. */
    void attribute(int category, String name, boolean isMark) {
        attributes.get(category).merge(name, isMark, Boolean::logicalAnd);
    }

    void write(XMLStreamWriter xml, ClassList classes) throws XMLStreamException {
        xml.writeCharacters("  ");
        open(xml, "meta", "\n    ");
        open(xml, "task", "\n");
        Xml.line(xml, "      ", "mode", "annotation");
        xml.writeCharacters("      ");
        open(xml, "labels", "\n");
        for (int c = 0; c < categories.size(); c++) {
            if (classes.index(c) >= 0) {
                label(xml, c);
            }
        }
        xml.writeCharacters("      ");
        close(xml, "\n    ");
        close(xml, "\n  ");
        close(xml, "\n");
    }

    private void label(XMLStreamWriter xml, int position) throws XMLStreamException {
        DatasetCategory category = categories.get(position);
        boolean isSkeleton = !category.keypoints().isEmpty();
        label(xml, name(category), colour(category, position), isSkeleton ? "skeleton" : "any");
        xml.writeCharacters("          ");
        open(xml, "attributes", "\n");
        for (Map.Entry<String, Boolean> attribute : attributes.get(position).entrySet()) {
            xml.writeCharacters("            ");
            open(xml, "attribute", "\n");
            Xml.line(xml, "              ", "name", attribute.getKey());
            Xml.line(xml, "              ", "mutable", "False");
            Xml.line(xml, "              ", "input_type", attribute.getValue() ? "checkbox" : "text");
            Xml.line(xml, "              ", "default_value", attribute.getValue() ? "false" : "");
            Xml.line(xml, "              ", "values", attribute.getValue() ? "false" : "");
            xml.writeCharacters("            ");
            close(xml, "\n");
        }
        xml.writeCharacters("          ");
        close(xml, "\n");
        if (isSkeleton) {
            Xml.line(xml, "          ", "svg", svg(category));
        }
        xml.writeCharacters("        ");
        close(xml, "\n");
        for (int k = 0; k < category.keypoints().size(); k++) {
            label(xml, category.keypoints().get(k), hex(COLOURS[k % COLOURS.length]), "points");
            Xml.line(xml, "          ", "attributes", "");
            Xml.line(xml, "          ", "parent", name(category));
            xml.writeCharacters("        ");
            close(xml, "\n");
        }
    }

    private static void label(XMLStreamWriter xml, String name, String colour, String type) throws XMLStreamException {
        xml.writeCharacters("        ");
        open(xml, "label", "\n");
        Xml.line(xml, "          ", "name", name);
        Xml.line(xml, "          ", "color", colour);
        Xml.line(xml, "          ", "type", type);
    }

    private static String colour(DatasetCategory category, int position) {
        JsonNode own = category.extras().get("color");
        return own != null && own.isTextual() && own.textValue().matches("#[0-9a-fA-F]{6}")
                ? own.textValue()
                : hex(COLOURS[position % COLOURS.length]);
    }

    private static String hex(int rgb) {
        return "#" + Integer.toHexString(0x1000000 | rgb).substring(1);
    }

    /** The drawing by which CVAT lets people place a skeleton: its keypoints on a circle. */
    private static String svg(DatasetCategory category) {
        StringBuilder lines = new StringBuilder();
        StringBuilder circles = new StringBuilder();
        int count = category.keypoints().size();
        for (DatasetCategory.Joint joint : category.skeleton()) {
            if (Math.min(joint.from(), joint.to()) >= 0 && Math.max(joint.from(), joint.to()) < count) {
                lines.append("<line x1=\"")
                        .append(x(joint.from(), count))
                        .append("\" y1=\"")
                        .append(y(joint.from(), count));
                lines.append("\" x2=\"")
                        .append(x(joint.to(), count))
                        .append("\" y2=\"")
                        .append(y(joint.to(), count));
                lines.append("\" data-type=\"edge\" data-node-from=\"").append(joint.from() + 1);
                lines.append("\" data-node-to=\"").append(joint.to() + 1).append("\"></line>");
            }
        }
        for (int k = 0; k < count; k++) {
            circles.append("<circle r=\"0.75\" cx=\"")
                    .append(x(k, count))
                    .append("\" cy=\"")
                    .append(y(k, count));
            circles.append("\" data-type=\"element node\" data-element-id=\"").append(k + 1);
            circles.append("\" data-node-id=\"").append(k + 1).append("\" data-label-name=\"");
            circles.append(escaped(category.keypoints().get(k))).append("\"></circle>");
        }
        return lines.append(circles).toString();
    }

    private static double x(int k, int count) {
        return Math.round(1000 * (50 + 40 * Math.sin(2 * Math.PI * k / count))) / 1000.0;
    }

    private static double y(int k, int count) {
        return Math.round(1000 * (50 - 40 * Math.cos(2 * Math.PI * k / count))) / 1000.0;
    }

    private static String escaped(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static void open(XMLStreamWriter xml, String name, String after) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(after);
    }

    private static void close(XMLStreamWriter xml, String after) throws XMLStreamException {
        xml.writeEndElement();
        xml.writeCharacters(after);
    }
}
