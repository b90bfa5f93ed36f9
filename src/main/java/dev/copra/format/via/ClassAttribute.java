package dev.copra.format.via;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.format.text.AttributeText;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Which attribute of a region is its category: VIA has attributes alone, and users name them as they like. */
final class ClassAttribute {
    /** What is written, and what is taken for the category where it is there, in this order. */
    private static final List<String> USUAL = List.of(
            "class",
            "label",
            "category",
            "class_name",
            "classname",
            "object_class",
            "object",
            "type",
            "name",
            "species",
            "classes",
            "labels");

    private ClassAttribute() {}

    /**
     * The name of the attribute.
     *
     * @param choices attributes for which the project lists options, in its order
     * @param met attributes that regions have, in the order in which they come
     * @return the first of the usual names, in upper or lower case; else the first that has options; else the first that is met; null
     *     if there is none
     */
    static String choose(Collection<String> choices, Collection<String> met) {
        for (String usual : USUAL) {
            for (Collection<String> names : List.of(choices, met)) {
                for (String name : names) {
                    if (name.equalsIgnoreCase(usual)) {
                        return name;
                    }
                }
            }
        }
        return !choices.isEmpty()
                ? choices.iterator().next()
                : met.isEmpty() ? null : met.iterator().next();
    }

    /** Whether a value has several choices that are checked, of which the category is one. */
    static boolean isSeveral(JsonNode value) {
        return value.isObject()
                && value.properties().stream()
                                .filter(choice -> choice.getValue().asBoolean())
                                .count()
                        > 1;
    }

    /** The category that a value names: a text or a number, or of several choices the first that is checked; null if there is none. */
    static String label(JsonNode value) {
        if (value.isObject()) {
            for (Map.Entry<String, JsonNode> choice : value.properties()) {
                if (choice.getValue().asBoolean()) {
                    return choice.getKey();
                }
            }
            return null;
        }
        return value.isMissingNode() || value.isNull() || value.isArray() ? null : AttributeText.of(value);
    }
}
