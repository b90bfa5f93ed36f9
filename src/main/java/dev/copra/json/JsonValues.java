package dev.copra.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Walking over JSON that the scanner has let pass. */
public final class JsonValues {
    private JsonValues() {}

    /** The index behind the value that starts at {@code from}. */
    public static int endOfValue(byte[] text, int from) {
        int depth = 0;
        int p = from;
        ByteBuffer eights = text[from] == '[' || text[from] == '{' ? BracketSkipper.eights(text) : null;
        do {
            // most bytes of a long value are those of numbers
            while (depth > 0 && p + 8 <= text.length && BracketSkipper.isPlain(eights, p)) {
                p += 8;
            }
            switch (text[p]) {
                case '"' -> p = endOfString(text, p);
                case '[', '{' -> {
                    depth++;
                    p++;
                }
                case ']', '}' -> {
                    depth--;
                    p++;
                }
                case ',', ':', ' ', '\t', '\n', '\r' -> p++;
                default -> p = endOfWord(text, p);
            }
        } while (depth > 0);
        return p;
    }

    private static int endOfString(byte[] text, int quote) {
        int p = quote + 1;
        while (text[p] != '"') {
            p += text[p] == '\\' ? 2 : 1;
        }
        return p + 1;
    }

    /** The text of the string in quotes that lies from {@code from} to {@code to}; escapes are left to Jackson. */
    public static String string(byte[] text, int from, int to) {
        if (!isEscaped(text, from, to)) {
            return new String(text, from + 1, to - from - 2, StandardCharsets.UTF_8);
        }
        try (JsonParser parser = Jackson.FACTORY.createParser(text, from, to - from)) {
            return parser.nextTextValue();
        } catch (IOException e) {
            throw new IllegalStateException("the scanner let pass what is no string", e);
        }
    }

    /** Whether the string in quotes that lies from {@code from} to {@code to} is a text of ASCII, however it is spelt. */
    public static boolean isString(byte[] text, int from, int to, String expected) {
        int length = to - from - 2;
        if (length == expected.length()) {
            for (int i = 0; i < length; i++) {
                if (text[from + 1 + i] != expected.charAt(i)) {
                    return false;
                }
            }
            return true;
        }
        // an escape is six characters at most
        return length > expected.length()
                && length <= 6 * expected.length()
                && isEscaped(text, from, to)
                && string(text, from, to).equals(expected);
    }

    static boolean isEscaped(byte[] text, int from, int to) {
        for (int p = from; p < to; p++) {
            if (text[p] == '\\') {
                return true;
            }
        }
        return false;
    }

    /** The start of a value for a message: one line, whatever it holds. */
    public static String excerpt(byte[] text, int from, int to) {
        String start = oneLine(new String(text, from, Math.min(to - from, 200), StandardCharsets.UTF_8));
        return start.length() > 40 || to - from > 200
                ? start.substring(0, Math.min(37, start.length())) + "..."
                : start;
    }

    /** With one space for each stretch of white space. */
    private static String oneLine(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            // most values have no white space, and a regular expression takes longer than all else
            if (c < ' ' || c == ' ' && i > 0 && text.charAt(i - 1) == ' ') {
                return text.replaceAll("\\s+", " ");
            }
        }
        return text;
    }

    /**
     * The value at the start of a text, as a tree. Where an object has a name twice, its last value counts.
     *
     * @return a {@link MissingNode} if there is nothing but white space
     * @throws IOException if it is no JSON, nested too deeply, or a number is longer than Jackson reads
     */
    public static JsonNode tree(byte[] text, int from, int to) throws IOException {
        return JsonTrees.read(Jackson.FACTORY, text, from, to);
    }

    private static int endOfWord(byte[] text, int from) {
        int p = from;
        while (p < text.length
                && (text[p] > ',' || text[p] == '+')
                && text[p] != ']'
                && text[p] != '}'
                && text[p] != ':') {
            p++;
        }
        return p;
    }

    /** Not loaded unless a string has an escape: start-up counts. */
    private static final class Jackson {
        static final JsonFactory FACTORY = JsonFactory.builder()
                .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(Integer.MAX_VALUE)
                        .build())
                .build();
    }

    /** A string as JSON text in UTF-8, in quotes; half a surrogate pair, which UTF-8 cannot say, is escaped. */
    public static byte[] text(String value) {
        StringBuilder text = new StringBuilder(value.length() + 16).append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isHighSurrogate(c)
                    && i + 1 < value.length()
                    && Character.isLowSurrogate(value.charAt(i + 1))) {
                text.append(c).append(value.charAt(++i));
            } else if (c < ' ' || Character.isSurrogate(c)) {
                text.append("\\u").append(Integer.toHexString(0x10000 | c).substring(1));
            } else if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else {
                text.append(c);
            }
        }
        return text.append('"').toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A tree as JSON text; NaN and Infinity as Python writes them. */
    public static byte[] text(JsonNode value) {
        try {
            return JsonTrees.write(Jackson.FACTORY, value);
        } catch (IOException e) {
            throw new IllegalArgumentException("this tree is no JSON", e);
        }
    }
}
