package dev.copra.model.instance;

import java.util.Map;
import java.util.TreeMap;

/** Reads class names from a Python dictionary as text, as Ultralytics' metadata has it: {@code {0: 'person', 1: "o'clock"}}. */
final class PythonDictionary {
    private static final int MOST_DIGITS = 9;

    private final String text;
    private int at;

    private PythonDictionary(String text) {
        this.text = text;
    }

    /** The entries whose key is a whole number and whose value is a string; what is none is passed over. */
    static Map<Integer, String> names(String text) {
        Map<Integer, String> names = new TreeMap<>();
        PythonDictionary dictionary = new PythonDictionary(text);
        while (dictionary.at < text.length()) {
            int digits = dictionary.at;
            char c = text.charAt(dictionary.at);
            if (c == '\'' || c == '"') {
                dictionary.string();
            } else if (!isDigit(c)) {
                dictionary.at++;
            } else {
                while (dictionary.at < text.length() && isDigit(text.charAt(dictionary.at))) {
                    dictionary.at++;
                }
                String key = text.substring(digits, dictionary.at);
                String name = dictionary.value();
                if (name != null && key.length() <= MOST_DIGITS) {
                    names.put(Integer.parseInt(key), name);
                }
            }
        }
        return names;
    }

    /** The string behind a colon, or null. */
    private String value() {
        skipSpace();
        if (at == text.length() || text.charAt(at) != ':') {
            return null;
        }
        at++;
        skipSpace();
        boolean quoted = at < text.length() && (text.charAt(at) == '\'' || text.charAt(at) == '"');
        return quoted ? string() : null;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private void skipSpace() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    /** The string that begins with the quote here; null if it does not end. */
    private String string() {
        char quote = text.charAt(at++);
        StringBuilder string = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == quote) {
                return string.toString();
            }
            string.append(c == '\\' && at < text.length() ? text.charAt(at++) : c);
        }
        return null;
    }
}
