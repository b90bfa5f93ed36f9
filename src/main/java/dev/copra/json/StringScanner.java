package dev.copra.json;

import java.io.IOException;

/** Reads JSON strings strictly, escapes and UTF-8 checked, and hashes them, so that names can be told apart unbuilt. */
public final class StringScanner {
    /** No character's code, so that the name "\0" is not the empty one. */
    private static final long HASH_SEED = 1L << 40;

    private final JsonScanner scanner;

    StringScanner(JsonScanner scanner) {
        this.scanner = scanner;
    }

    /** The hash of a name, however it is spelt. */
    public static long hash(String name) {
        long hash = HASH_SEED;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash, name.charAt(i));
        }
        return hash ^ hash >>> 29;
    }

    /** The same of a name in a text, without its quotes; 0 if it is not in ASCII or has escapes. */
    public static long hash(byte[] text, int from, int to) {
        long hash = HASH_SEED;
        for (int p = from; p < to; p++) {
            if (text[p] < ' ' || text[p] == '\\') {
                return 0;
            }
            hash = mix(hash, text[p]);
        }
        return hash ^ hash >>> 29;
    }

    /** Reads the string whose quote is next, of which nothing is asked. */
    public void skip() throws IOException {
        ByteWindow window = scanner.window;
        byte[] bytes = window.bytes;
        int p = window.position + 1;
        // the 0 that ends the window ends this loop
        while (bytes[p] >= ' ' && bytes[p] != '"' && (bytes[p] != '\\' || bytes[p + 1] == '\\')) {
            p += bytes[p] == '\\' ? 2 : 1;
        }
        window.position = p;
        hashRest();
    }

    /** Reads the string whose quote is next. @return the hash of its characters */
    public long hash() throws IOException {
        scanner.window.position++;
        return hashRest();
    }

    private long hashRest() throws IOException {
        ByteWindow window = scanner.window;
        long hash = HASH_SEED;
        while (true) {
            byte[] bytes = window.bytes;
            int p = window.position;
            int limit = window.limit;
            byte b = 0;
            while (p < limit && (b = bytes[p]) >= ' ' && b != '"' && b != '\\') {
                hash = mix(hash, b);
                p++;
            }
            window.position = p;
            if (p == limit) {
                if (!window.fill()) {
                    throw scanner.wrong("the input ends inside a string");
                }
            } else if (b == '"') {
                window.position++;
                return hash ^ hash >>> 29;
            } else if (b == '\\') {
                hash = mix(hash, skipEscape());
            } else if (b < 0) {
                int code = skipUtf8(b & 0xFF);
                hash = Character.isBmpCodePoint(code)
                        ? mix(hash, code)
                        : mix(mix(hash, Character.highSurrogate(code)), Character.lowSurrogate(code));
            } else {
                throw scanner.wrong("a control character (0x" + Integer.toHexString(b) + ") inside a string");
            }
        }
    }

    /** Names are hashed by their UTF-16 code units, which escapes state, so that spellings make no difference. */
    private static long mix(long hash, int unit) {
        return (hash ^ unit) * 0x9E3779B97F4A7C15L;
    }

    private int skipEscape() throws IOException {
        scanner.window.position++;
        int unit = switch (scanner.peekRaw()) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> -1;
            default -> throw scanner.unexpected("an escape character");
        };
        scanner.window.position++;
        return unit < 0 ? skipHex() : unit;
    }

    private int skipHex() throws IOException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(scanner.peekRaw(), 16);
            if (digit < 0) {
                throw scanner.unexpected("a hexadecimal digit");
            }
            unit = unit << 4 | digit;
            scanner.window.position++;
        }
        return unit;
    }

    private int skipUtf8(int lead) throws IOException {
        int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        boolean valid = lead >= 0xC2 && lead <= 0xF4;
        int code = lead & 0x3F >> more;
        for (int i = 0; i < more && valid; i++) {
            scanner.window.position++;
            int c = scanner.peekRaw();
            valid = (c & 0xC0) == 0x80 && c >= 0;
            code = code << 6 | c & 0x3F;
        }
        // overlong forms, surrogates and what lies beyond Unicode
        valid &= code >= (more == 1 ? 0x80 : more == 2 ? 0x800 : 0x10000)
                && code <= 0x10FFFF
                && (code < 0xD800 || code > 0xDFFF);
        if (!valid) {
            throw scanner.wrong("bytes that are not UTF-8 inside a string");
        }
        scanner.window.position++;
        return code;
    }
}
