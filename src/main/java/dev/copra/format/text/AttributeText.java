package dev.copra.format.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.copra.json.JsonValues;
import java.nio.charset.StandardCharsets;

/** Values of attributes as plain texts, for formats that have nothing else. */
public final class AttributeText {
    private AttributeText() {}

    /** A value as a text: a text as it is, anything else as JSON. */
    public static String of(JsonNode value) {
        return value.isTextual() ? value.textValue() : new String(JsonValues.text(value), StandardCharsets.UTF_8);
    }

    /** The value of a text: a number or a boolean where it looks like one, else the text itself. */
    public static JsonNode parse(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            // CVAT writes true and false, Python True and False
            return BooleanNode.valueOf(text.equalsIgnoreCase("true"));
        }
        if (!isNumber(text)) {
            return TextNode.valueOf(text);
        }
        try {
            return text.indexOf('.') < 0
                    ? IntNode.valueOf(Integer.parseInt(text))
                    : DoubleNode.valueOf(Double.parseDouble(text));
        } catch (NumberFormatException e) {
            // more digits than an int has
            return TextNode.valueOf(text);
        }
    }

    /** Whether a value comes back from its text as it is. */
    public static boolean keeps(JsonNode value) {
        return parse(of(value)).equals(value);
    }

    /** Digits, with a sign before and one point in them, and no zero that a number would lose. */
    private static boolean isNumber(String text) {
        int from = text.startsWith("-") ? 1 : 0;
        boolean point = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.' && !point && i > from && i + 1 < text.length()) {
                point = true;
            } else if (c < '0' || c > '9') {
                return false;
            }
        }
        boolean leadingZero = text.length() > from + 1 && text.charAt(from) == '0' && text.charAt(from + 1) != '.';
        return text.length() > from && !leadingZero;
    }
}
