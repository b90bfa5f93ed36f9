package dev.copra.format.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.copra.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Numbers in the columns of text files. */
public final class NumberTexts {
    private static final Pattern NUMBER = Pattern.compile("[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,9}");

    private NumberTexts() {}

    /** Whether a text is a number that C and Python read, too: no NaN, no infinity, and none of Java's own ways. */
    public static boolean isNumber(String text) {
        return NUMBER.matcher(text).matches() && Double.isFinite(Double.parseDouble(text));
    }

    /** Whether a text is a whole number of nine digits at most. */
    public static boolean isWhole(String text) {
        return WHOLE.matcher(text).matches();
    }

    /** The number of a text; NaN if it is none. */
    public static double parse(String text) {
        return isNumber(text) ? Double.parseDouble(text) : Double.NaN;
    }

    /** A number as a value: a whole one if its text is one. */
    public static JsonNode node(String text) {
        return isWhole(text) ? IntNode.valueOf(Integer.parseInt(text)) : DoubleNode.valueOf(Double.parseDouble(text));
    }

    /** The shortest text that reads back as the same number. */
    public static String of(double value) {
        return new String(new JsonText(24).add(value).toBytes(), StandardCharsets.US_ASCII);
    }

    /** A finite number as a text that {@link #node} reads as an equal value. */
    public static String of(JsonNode number) {
        return number.isIntegralNumber() ? number.asText() : Double.toString(number.doubleValue());
    }
}
