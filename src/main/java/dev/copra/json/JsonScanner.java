package dev.copra.json;

import dev.copra.collect.LongSet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds where JSON values start and end, strictly: what this scanner lets pass is JSON (RFC 8259) in UTF-8, plus NaN,
 * Infinity and -Infinity, which Python's {@code json} writes and reads. It builds no values.
 *
 * <p>Duplicate member names and non-finite numbers do not stop it; they are noted for the caller.
 */
public final class JsonScanner {
    /** Deeper nesting than this is refused. COCO needs five levels. */
    private static final int MAX_DEPTH = 512;

    /** A position in the stream. @param line 1-based @param column 1-based, in bytes */
    public record Place(long line, long column) {
        /** A message with this place. */
        public String after(String message) {
            return message + " at line " + line + " column " + column;
        }
    }

    /** What {@link #restore} needs to read a part again. */
    public record State(long line, long lineStart, long nonFiniteCount) {}

    /** A NaN or Infinity inside a record, in offsets from the window's mark. */
    public record NonFinite(int from, int to) {}

    final ByteWindow window;
    private final NonFinitePolicy policy;
    private final StringScanner strings = new StringScanner(this);
    private final List<LongSet> names = new ArrayList<>();
    private long line = 1;
    private long lineStart;
    private long nameHash;

    private Place duplicate;
    private List<NonFinite> nonFinite = List.of();
    private long nonFiniteCount;

    /**
     * Reads from where the window stands, which is taken for the start of the document.
     *
     * @param policy what NaN and Infinity are
     */
    public JsonScanner(ByteWindow window, NonFinitePolicy policy) {
        this.window = window;
        this.policy = policy;
    }

    /** The bytes that it reads. */
    public ByteWindow window() {
        return window;
    }

    /** Where the next byte is. */
    public Place place() {
        return new Place(line, window.base + window.position - lineStart + 1);
    }

    /** Counts lines and columns on from a place elsewhere, where the next byte is. */
    public void startAt(Place place) {
        startAt(place.line(), place.column());
    }

    /** As {@link #startAt(Place)}. */
    public void startAt(long atLine, long atColumn) {
        line = atLine;
        lineStart = window.base + window.position + 1 - atColumn;
    }

    /** Line of the next byte, from 1. */
    public long line() {
        return line;
    }

    /** Column of the next byte, from 1. */
    public long column() {
        return window.base + window.position - lineStart + 1;
    }

    /** What {@link #restore} needs to come back here. */
    public State state() {
        return new State(line, lineStart, nonFiniteCount);
    }

    /** Forgets what was read since {@link #state} was asked for; the window goes back by its mark. */
    public void restore(State state) {
        line = state.line();
        lineStart = state.lineStart();
        nonFiniteCount = state.nonFiniteCount();
        duplicate = null;
        nonFinite = List.of();
    }

    /** Where the first member since the last call stands that has the name of another of its object; or null. */
    public Place takeDuplicate() {
        Place taken = duplicate;
        duplicate = null;
        return taken;
    }

    /** How many numbers so far were not finite. */
    public long nonFiniteCount() {
        return nonFiniteCount;
    }

    /** The non-finite numbers since the last call that stood behind a mark, in order. */
    public List<NonFinite> takeNonFinite() {
        List<NonFinite> taken = nonFinite;
        nonFinite = List.of();
        return taken;
    }

    /**
     * An error at the next byte.
     *
     * @param what is wrong, without its place
     */
    public JsonException wrong(String what) {
        Place place = place();
        return new JsonException(what, place.line(), place.column());
    }

    JsonException unexpected(String wanted) throws IOException {
        int c = peekRaw();
        if (c < 0) {
            return wrong("the input ends where " + wanted + " should be");
        }
        String found = c > ' ' && c < 127 ? "'" + (char) c + "'" : "byte 0x" + Integer.toHexString(c);
        return wrong("found " + found + " where " + wanted + " should be");
    }

    /** Skips a byte order mark. @return whether there was one */
    public boolean skipByteOrderMark() throws IOException {
        String encoding = otherEncoding();
        if (encoding != null) {
            throw wrong("this is " + encoding + ", not UTF-8; convert it first (iconv -f " + encoding + " -t UTF-8),");
        }
        if (peekRaw() == 0xEF) {
            for (int expected : new int[] {0xEF, 0xBB, 0xBF}) {
                if (peekRaw() != expected) {
                    throw unexpected("a JSON value");
                }
                window.position++;
            }
            lineStart = window.base + window.position;
            return true;
        }
        return false;
    }

    /** UTF-16 or UTF-32, by the mark at its start or by the zeros of its first character; null if it is neither. */
    private String otherEncoding() throws IOException {
        int a = window.ahead(0);
        int b = window.ahead(1);
        int c = window.ahead(2);
        int d = window.ahead(3);
        if (a == 0xFF && b == 0xFE || a > 0 && b == 0) {
            return c == 0 && d == 0 ? "UTF-32LE" : "UTF-16LE";
        }
        if (a == 0 && b == 0) {
            return c == 0xFE && d == 0xFF || c == 0 && d > 0 ? "UTF-32BE" : null;
        }
        return a == 0xFE && b == 0xFF || a == 0 && b > 0 ? "UTF-16BE" : null;
    }

    /** The next byte that is not white space, unread, or -1 at the end. */
    public int peek() throws IOException {
        while (true) {
            byte[] bytes = window.bytes;
            int p = window.position;
            int limit = window.limit;
            while (p < limit) {
                byte b = bytes[p];
                if (b > ' ') {
                    window.position = p;
                    return b;
                }
                if (b == '\n') {
                    line++;
                    lineStart = window.base + p + 1;
                } else if (b != ' ' && b != '\t' && b != '\r') {
                    window.position = p;
                    return b & 0xFF;
                }
                p++;
            }
            window.position = p;
            if (!window.fill()) {
                return -1;
            }
        }
    }

    /** The next byte, unread, or -1 at the end. */
    public int peekRaw() throws IOException {
        if (window.position == window.limit && !window.fill()) {
            return -1;
        }
        return window.bytes[window.position] & 0xFF;
    }

    /** Passes over everything up to the end of the line. */
    public void skipLine() throws IOException {
        for (int c = peekRaw(); c >= 0 && c != '\n'; c = peekRaw()) {
            window.position++;
        }
    }

    /** Reads a structural character. */
    public void expect(char c) throws IOException {
        if (peek() != c) {
            throw unexpected("'" + c + "'");
        }
        window.position++;
    }

    /** Reads what follows an element: true after a comma, false after the closing character. */
    public boolean next(char close) throws IOException {
        int c = peek();
        if (c != ',' && c != close) {
            throw unexpected("',' or '" + close + "'");
        }
        window.position++;
        return c == ',';
    }

    /** Reads the start of an object or a list; if it is empty, its end too, and false is returned. */
    public boolean open(char open, char close) throws IOException {
        expect(open);
        if (peek() == close) {
            window.position++;
            return false;
        }
        return true;
    }

    /** Reads a member name, without its colon. */
    public void skipName() throws IOException {
        if (peek() != '"') {
            throw unexpected("a member name in quotes");
        }
        nameHash = strings.hash();
    }

    /** Stands for the name that was read last: spellings of one name have the same hash, other names another. */
    public long nameHash() {
        return nameHash;
    }

    /**
     * Notes a member that has the name of another of its object, unless one was noted since {@link #takeDuplicate}.
     *
     * @param atLine from 1
     * @param atColumn from 1, in bytes
     */
    public void noteDuplicate(long atLine, long atColumn) {
        if (duplicate == null) {
            duplicate = new Place(atLine, atColumn);
        }
    }

    /** Reads a value of any kind. */
    public void skipValue() throws IOException {
        skipValue(0);
    }

    private void skipValue(int depth) throws IOException {
        int c = peek();
        switch (c) {
            case '{' -> skipObject(depth + 1);
            case '[' -> skipArray(depth + 1);
            case '"' -> strings.skip();
            case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> skipNumber(c);
            case 't' -> skipWord("true");
            case 'f' -> skipWord("false");
            case 'n' -> skipWord("null");
            case 'N', 'I' -> skipNonFinite(c);
            default -> throw unexpected("a JSON value");
        }
    }

    private void checkDepth(int depth) throws JsonException {
        if (depth > MAX_DEPTH) {
            throw wrong("nested more than " + MAX_DEPTH + " levels deep");
        }
    }

    private void skipArray(int depth) throws IOException {
        checkDepth(depth);
        if (open('[', ']')) {
            do {
                skipPlainNumbers();
                skipValue(depth);
            } while (next(']'));
        }
    }

    /**
     * Skips numbers of the common kind -- a sign, digits, a point, digits -- that are in memory and followed by a comma. What
     * comes next, the list's last number at least, is left to {@link #skipValue}. Most bytes of a COCO file pass here.
     */
    private void skipPlainNumbers() {
        byte[] bytes = window.bytes;
        int next = window.position;
        while (true) {
            int p = bytes[next] == '-' ? next + 1 : next;
            int whole = p;
            while (bytes[p] >= '0' && bytes[p] <= '9') {
                p++;
            }
            if (p == whole || bytes[whole] == '0' && p > whole + 1) {
                break;
            }
            if (bytes[p] == '.') {
                int fraction = ++p;
                while (bytes[p] >= '0' && bytes[p] <= '9') {
                    p++;
                }
                if (p == fraction) {
                    break;
                }
            }
            if (bytes[p] != ',') {
                break;
            }
            next = bytes[p + 1] == ' ' ? p + 2 : p + 1;
        }
        window.position = next;
    }

    private void skipObject(int depth) throws IOException {
        checkDepth(depth);
        if (!open('{', '}')) {
            return;
        }
        while (names.size() <= depth) {
            names.add(new LongSet());
        }
        LongSet seen = names.get(depth);
        seen.clear();
        do {
            peek();
            long atLine = line;
            long atColumn = column();
            skipName();
            if (!seen.add(nameHash)) {
                noteDuplicate(atLine, atColumn);
            }
            expect(':');
            skipValue(depth);
        } while (next('}'));
    }

    private void skipNumber(int first) throws IOException {
        if (first == '-') {
            window.require(2);
            if (window.bytes[window.position + 1] == 'I') {
                skipNonFinite('-');
                return;
            }
            window.position++;
            first = peekRaw();
        }
        if (first == '0') {
            window.position++;
        } else if (!skipDigits()) {
            throw unexpected("a digit");
        }
        int c = peekRaw();
        if (c == '.') {
            window.position++;
            if (!skipDigits()) {
                throw unexpected("a digit");
            }
            c = peekRaw();
        }
        if (c == 'e' || c == 'E') {
            window.position++;
            c = peekRaw();
            if (c == '+' || c == '-') {
                window.position++;
            }
            if (!skipDigits()) {
                throw unexpected("a digit");
            }
        }
    }

    private boolean skipDigits() throws IOException {
        boolean any = false;
        while (true) {
            byte[] bytes = window.bytes;
            int p = window.position;
            int limit = window.limit;
            while (p < limit && bytes[p] >= '0' && bytes[p] <= '9') {
                p++;
            }
            any |= p > window.position;
            window.position = p;
            if (p < limit || !window.fill()) {
                return any;
            }
        }
    }

    private void skipNonFinite(int first) throws IOException {
        String word = first == 'N' ? "NaN" : first == 'I' ? "Infinity" : "-Infinity";
        if (policy == NonFinitePolicy.ERROR) {
            throw wrong(word + " is not JSON");
        }
        window.require(word.length());
        skipWord(word);
        nonFiniteCount++;
        int to = window.position;
        if (window.mark >= 0) {
            if (nonFinite.isEmpty()) {
                nonFinite = new ArrayList<>();
            }
            nonFinite.add(new NonFinite(to - word.length() - window.mark, to - window.mark));
        } else if (policy == NonFinitePolicy.NULL) {
            window.replace(to - word.length(), to, NonFinitePolicy.NULL_TEXT);
        }
    }

    private void skipWord(String word) throws IOException {
        for (int i = 0; i < word.length(); i++) {
            if (peekRaw() != word.charAt(i)) {
                throw unexpected(word);
            }
            window.position++;
        }
    }
}
