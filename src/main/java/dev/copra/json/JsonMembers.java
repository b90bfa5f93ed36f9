package dev.copra.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * An object in JSON that is in memory, by its members: where each value lies. Values are read when they are asked for. Of two members of
 * one name the last one counts.
 */
public final class JsonMembers {
    private final byte[] text;
    /** Behind the object. */
    private final int end;

    private int count;
    /** Of each member, where its name begins and ends, in quotes, and its value. */
    private int[] spans = new int[4 * 12];

    /**
     * @param text is known to be JSON, and has a byte behind it
     * @param from where the object begins
     */
    private JsonMembers(byte[] text, int from) {
        this.text = text;
        int p = JsonNumbers.skipSpace(text, from + 1);
        while (text[p] == '"') {
            int nameTo = JsonValues.endOfValue(text, p);
            int valueFrom = JsonNumbers.skipSpace(text, JsonNumbers.skipSpace(text, nameTo) + 1);
            int valueTo = JsonValues.endOfValue(text, valueFrom);
            if (4 * count == spans.length) {
                spans = Arrays.copyOf(spans, 2 * spans.length);
            }
            spans[4 * count] = p;
            spans[4 * count + 1] = nameTo;
            spans[4 * count + 2] = valueFrom;
            spans[4 * count + 3] = valueTo;
            count++;
            p = JsonNumbers.skipSpace(text, valueTo);
            p = text[p] == ',' ? JsonNumbers.skipSpace(text, p + 1) : p;
        }
        end = p + 1;
    }

    /**
     * Reads the object at the start of a text, every byte of which is looked at; what stands behind it is not.
     *
     * @return null if the text begins with another value
     * @throws IOException if it is no JSON
     */
    public static JsonMembers parse(byte[] json) throws IOException {
        ByteWindow window = new ByteWindow(json);
        JsonScanner scanner = new JsonScanner(window, NonFinitePolicy.KEEP);
        scanner.skipByteOrderMark();
        int first = scanner.peek();
        int from = window.position();
        scanner.skipValue();
        return first == '{' ? new JsonMembers(window.bytes(), from) : null;
    }

    /** The objects in a list, in its order; null for each element that is none. No list has no element. */
    public List<JsonMembers> objects(String name) {
        List<JsonMembers> objects = new ArrayList<>();
        int member = find(name);
        if (member < 0 || text[from(member)] != '[') {
            return objects;
        }
        int p = JsonNumbers.skipSpace(text, from(member) + 1);
        while (text[p] != ']') {
            JsonMembers object = text[p] == '{' ? new JsonMembers(text, p) : null;
            objects.add(object);
            p = JsonNumbers.skipSpace(text, object != null ? object.end : JsonValues.endOfValue(text, p));
            p = text[p] == ',' ? JsonNumbers.skipSpace(text, p + 1) : p;
        }
        return objects;
    }

    /** How many members there are, those of one name counted each. */
    public int size() {
        return count;
    }

    /** The name of a member by its place. */
    public String name(int member) {
        return JsonValues.string(text, spans[4 * member], spans[4 * member + 1]);
    }

    /** The place of a member, or -1. */
    public int find(String name) {
        for (int m = count - 1; m >= 0; m--) {
            if (JsonValues.isString(text, spans[4 * m], spans[4 * m + 1], name)) {
                return m;
            }
        }
        return -1;
    }

    /** The first byte of a member's value, or 0 if there is no such member. */
    public byte first(String name) {
        int member = find(name);
        return member < 0 ? 0 : text[from(member)];
    }

    /** The text that the members lie in. */
    public byte[] text() {
        return text;
    }

    /** Where the value of a member begins in {@link #text}. */
    public int from(int member) {
        return spans[4 * member + 2];
    }

    /** Where the value of a member ends in {@link #text}. */
    public int to(int member) {
        return spans[4 * member + 3];
    }

    /** The value of a member, or a {@link MissingNode}. */
    public JsonNode tree(String name) {
        int member = find(name);
        return member < 0 ? MissingNode.getInstance() : tree(member);
    }

    /** The value of a member by its place. A number that is longer than Jackson reads is null. */
    public JsonNode tree(int member) {
        int from = from(member);
        int to = to(member);
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        switch (text[from]) {
            case 'n' -> {
                return nodes.nullNode();
            }
            case 't', 'f' -> {
                return nodes.booleanNode(text[from] == 't');
            }
            case '"' -> {
                return nodes.textNode(JsonValues.string(text, from, to));
            }
            default -> {
                if (to - from == 2 && text[from] == '{') {
                    return nodes.objectNode();
                }
            }
        }
        try {
            return JsonValues.tree(text, from, to);
        } catch (IOException e) {
            return nodes.nullNode();
        }
    }

    /** A plain value as a text, strings as they are; null if the member is absent or null; empty for an object or a list. */
    public String text(String name) {
        int member = find(name);
        if (member < 0 || text[from(member)] == 'n') {
            return null;
        }
        return text[from(member)] == '"'
                ? JsonValues.string(text, from(member), to(member))
                : tree(member).asText();
    }

    /** A number; NaN if the member is absent or no number. */
    public double number(String name) {
        int member = find(name);
        if (member < 0 || "{[\"tfn".indexOf(text[from(member)]) >= 0) {
            return Double.NaN;
        }
        return JsonNumbers.parseDouble(text, from(member), to(member));
    }

    /**
     * A list of pairs of numbers, x and y in turn.
     *
     * @return null if the member is anything else; a pair may not have a third number
     */
    public double[] pairs(String name) {
        int member = find(name);
        return member < 0 || text[from(member)] != '[' ? null : JsonNumbers.parsePairs(text, from(member), to(member));
    }
}
