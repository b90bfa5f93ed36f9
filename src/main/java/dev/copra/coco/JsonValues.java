package dev.copra.coco;

/** Walking over JSON that the scanner has let pass. */
final class JsonValues {
    private JsonValues() {}

    /** The index behind the value that starts at {@code from}. */
    static int endOfValue(byte[] text, int from) {
        int depth = 0;
        int p = from;
        do {
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
}
