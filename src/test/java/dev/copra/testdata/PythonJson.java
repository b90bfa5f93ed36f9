package dev.copra.testdata;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes maps, lists, strings, numbers, booleans and null as Python's {@code json.dump} does. */
final class PythonJson {
    /**
     * Python's arguments, and one it lacks.
     *
     * @param indent spaces a level, or tabs if negative
     * @param depth containers at this depth and deeper stay on one line; 0 breaks no line
     * @param item between items on one line
     * @param key between a key and its value
     * @param ascii {@code ensure_ascii}
     */
    record Style(int indent, int depth, String item, String key, boolean ascii) {
        /** {@code json.dump(x, f)} */
        static final Style PLAIN = new Style(0, 0, ", ", ": ", true);

        /** {@code separators=(",", ":")} */
        static final Style COMPACT = new Style(0, 0, ",", ":", true);

        /** One record a line: what diffs well. */
        static final Style RECORDS = new Style(0, 2, ", ", ": ", true);

        /** {@code indent=n} */
        static Style indented(int n) {
            return new Style(n, Integer.MAX_VALUE, ",", ": ", true);
        }
    }

    private final Style style;
    private final StringBuilder out = new StringBuilder();

    private PythonJson(Style style) {
        this.style = style;
    }

    static String write(Object value, Style style) {
        PythonJson json = new PythonJson(style);
        json.value(value, 0);
        return json.out.toString();
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map) {
            container('{', '}', map.entrySet().iterator(), depth);
        } else if (value instanceof List<?> list) {
            container('[', ']', list.iterator(), depth);
        } else if (value instanceof Map.Entry<?, ?> member) {
            string((String) member.getKey());
            out.append(style.key);
            value(member.getValue(), depth);
        } else if (value instanceof String text) {
            string(text);
        } else {
            // Double.toString is Python's repr for the values here, NaN and Infinity included.
            out.append(value);
        }
    }

    private void container(char open, char close, Iterator<?> items, int depth) {
        out.append(open);
        boolean lines = depth < style.depth;
        boolean any = items.hasNext();
        while (items.hasNext()) {
            if (lines) {
                line(depth + 1);
            }
            value(items.next(), depth + 1);
            if (items.hasNext()) {
                out.append(lines ? "," : style.item);
            }
        }
        if (lines && any) {
            line(depth);
        }
        out.append(close);
    }

    private void line(int depth) {
        out.append('\n').append((style.indent < 0 ? "\t" : " ").repeat(Math.abs(style.indent) * depth));
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ' || c > '~' && style.ascii) {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
