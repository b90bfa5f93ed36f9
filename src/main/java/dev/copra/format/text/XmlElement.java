package dev.copra.format.text;

import java.util.List;
import java.util.Map;

/**
 * An element of an XML file with all that is in it.
 *
 * @param attributes by name, in the file's order
 * @param children elements in it, in the file's order
 * @param text its characters, without those of its children
 * @param line of its start tag, from 1
 */
public record XmlElement(
        String name, Map<String, String> attributes, List<XmlElement> children, String text, int line) {

    /** The first element of a name in it, or null. */
    public XmlElement child(String childName) {
        for (XmlElement child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** The text of the first element of a name in it, without spaces around it; null if there is none. */
    public String text(String childName) {
        XmlElement child = child(childName);
        return child == null ? null : child.text.strip();
    }

    /** An attribute, or null. */
    public String attribute(String attributeName) {
        return attributes.get(attributeName);
    }
}
