package dev.copra.cli;

/** Text for a terminal: names and excerpts of a file come from anybody, and control characters do more than to be shown. */
final class PlainText {
    private PlainText() {}

    /** The text with a question mark for each control character, and for those that turn the direction of writing. */
    static String of(String text) {
        StringBuilder plain = null;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isISOControl(c) && c != '\n'
                    || c >= '\u202A' && c <= '\u202E'
                    || c >= '\u2066' && c <= '\u2069') {
                plain = plain == null ? new StringBuilder(text) : plain;
                plain.setCharAt(i, '?');
            }
        }
        return plain == null ? text : plain.toString();
    }
}
