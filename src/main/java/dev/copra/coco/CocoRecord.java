package dev.copra.coco;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.id.Id;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonStyle;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import dev.copra.json.NonFinitePolicy;
import dev.copra.json.StringScanner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A view of one record: an image, a category or an annotation. Knows where its members are; values are parsed when they are
 * asked for. Valid only while the visitor runs: the reader moves it on to the next record.
 */
public final class CocoRecord {
    /** Lists of numbers are cut here; a ring of a million points is no annotation. */
    private static final int MAX_NUMBERS = 1 << 22;

    private Section section;
    private long index;
    private long line;
    private long column;
    private long offset;
    private byte[] bytes;
    private int start;
    private int end;

    private final MemberTable own = new MemberTable();
    /** Where the record's members stand: its own table, or one that it shares with others. */
    private MemberTable table = own;

    private int firstMember;
    private int memberEnd;
    private Set<Spelling> spellings;

    /** Begins a view of a record that is known to be JSON: its {@link #members} and its {@linkplain #setBytes bytes} are to follow. */
    void reset(Section section, long index, long line, long column, long offset) {
        this.section = section;
        this.index = index;
        this.line = line;
        this.column = column;
        this.offset = offset;
        firstMember = 0;
        spellings = null;
        table = own;
        own.clear();
    }

    /** The table of members that the record has for itself. */
    MemberTable members() {
        return own;
    }

    /** Makes this a view of one of a block's records. @param at its number in the block */
    void show(RecordBlock block, int at, Section section, long index, long line, long lineStart) {
        this.section = section;
        this.index = index;
        this.line = line;
        start = block.start(at);
        end = block.end(at);
        bytes = block.bytes;
        offset = block.offset + start;
        column = offset - lineStart + 1;
        table = block.members();
        firstMember = block.firstMember(at);
        memberEnd = block.memberEnd(at);
        spellings = null;
    }

    void setBytes(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.start = start;
        this.end = end;
        memberEnd = own.size();
    }

    /** Makes this a view of the only object of a text. @param index the text's number, for messages */
    public void readAlone(JsonScanner scanner, long index) throws IOException, AnnotationException {
        new RecordScanner(scanner).scanAlone(this, index);
    }

    /** The list that the record is in. */
    public Section section() {
        return section;
    }

    /** Position in its list, from 0. */
    public long index() {
        return index;
    }

    /** Line of the record's first byte, from 1. */
    public long line() {
        return line;
    }

    /** Column of the record's first byte, from 1, in bytes. */
    public long column() {
        return column;
    }

    /** Offset of the record's first byte in the document, unpacked. */
    public long offset() {
        return offset;
    }

    /**
     * Reads a record again.
     *
     * @param json the record's bytes, which were read before; not copied
     * @param index its position in its list, from 0
     * @param line its line in the document, from 1
     * @param column its column in the document, from 1, in bytes
     */
    public static CocoRecord parse(byte[] json, Section section, long index, long line, long column)
            throws IOException {
        ByteWindow window = new ByteWindow(json);
        window.setMark();
        JsonScanner scanner = new JsonScanner(window, NonFinitePolicy.KEEP);
        scanner.startAt(new JsonScanner.Place(line, column));
        CocoRecord record = new CocoRecord();
        new RecordScanner(scanner).scan(record, section, index);
        return record;
    }

    /**
     * Reads a record again that was let pass when it was read before: as {@link #parse}, without a look at each character.
     *
     * @param json the record's bytes, which are not copied
     */
    public static CocoRecord again(byte[] json, Section section, long index, long line, long column)
            throws IOException {
        CocoRecord record = new CocoRecord();
        record.reset(section, index, line, column, 0);
        int p = JsonNumbers.skipSpace(json, 1);
        while (json[p] == '"') {
            int nameTo = JsonValues.endOfValue(json, p);
            long hash = StringScanner.hash(json, p + 1, nameTo - 1);
            if (hash == 0) {
                return parse(json, section, index, line, column);
            }
            int valueFrom = JsonNumbers.skipSpace(json, JsonNumbers.skipSpace(json, nameTo) + 1);
            int valueTo = JsonValues.endOfValue(json, valueFrom);
            record.own.add(hash, p, nameTo, valueFrom, valueTo);
            p = JsonNumbers.skipSpace(json, valueTo);
            p = json[p] == ',' ? JsonNumbers.skipSpace(json, p + 1) : p;
        }
        record.setBytes(json, 0, json.length);
        return record;
    }

    /** Names of the members, in the order of the file. */
    public List<String> names() {
        List<String> names = new ArrayList<>(memberCount());
        for (int m = firstMember; m < memberEnd; m++) {
            names.add(JsonValues.string(bytes, start + table.nameFrom(m), start + table.nameTo(m)));
        }
        return names;
    }

    /** The first member's name as it is written, in quotes; empty if there is no member. */
    byte[] firstName() {
        return memberCount() == 0
                ? new byte[0]
                : Arrays.copyOfRange(bytes, start + table.nameFrom(firstMember), start + table.nameTo(firstMember));
    }

    int memberCount() {
        return memberEnd - firstMember;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    int valueFrom(int member) {
        return start + table.valueFrom(member);
    }

    int valueTo(int member) {
        return start + table.valueTo(member);
    }

    byte[] bytes() {
        return bytes;
    }

    /** Index of a member, or -1. */
    int find(String name) {
        return table.find(MemberName.of(name), firstMember, memberEnd, bytes, start);
    }

    /** Whether the record has a member, be it null. */
    public boolean has(String name) {
        return find(name) >= 0;
    }

    /** Whether a member is absent or null. */
    public boolean isNull(String name) {
        int member = find(name);
        return member < 0 || bytes[valueFrom(member)] == 'n';
    }

    /** An id: a number, a string or a boolean; {@link Id#NONE} if it is absent or null. */
    public Id id(String name) throws AnnotationException {
        int member = find(name);
        if (member < 0) {
            return Id.NONE;
        }
        try {
            return Id.parse(bytes, valueFrom(member), valueTo(member));
        } catch (NumberFormatException e) {
            throw wrong("id-type", name + " is " + excerpt(member) + "; an id is a number or a string");
        }
    }

    /** A list of ids, or null if the member is absent or null. */
    public List<Id> ids(String name) throws AnnotationException {
        int member = find(name);
        if (member < 0 || bytes[valueFrom(member)] == 'n') {
            return null;
        }
        try {
            if (bytes[valueFrom(member)] != '[') {
                throw new NumberFormatException();
            }
            List<Id> ids = new ArrayList<>();
            int p = JsonNumbers.skipSpace(bytes, valueFrom(member) + 1);
            while (bytes[p] != ']') {
                int end = JsonValues.endOfValue(bytes, p);
                ids.add(Id.parse(bytes, p, end));
                p = JsonNumbers.skipSpace(bytes, end);
                if (bytes[p] == ',') {
                    p = JsonNumbers.skipSpace(bytes, p + 1);
                }
            }
            return ids;
        } catch (NumberFormatException e) {
            throw wrong(name + "-type", name + " is " + excerpt(member) + ", not a list of ids");
        }
    }

    /** A number, in quotes too, or true or false; null or an absent member gives the default. */
    public double number(String name, double absent) throws AnnotationException {
        int member = find(name);
        if (member >= 0 && (bytes[valueFrom(member)] == '"' || isBoolean(member))) {
            try {
                return LooseValues.number(tree(name), spellings());
            } catch (NumberFormatException e) {
                // is told below
            }
        }
        return plainNumber(name, member, absent);
    }

    /** A number as COCO writes it; null or an absent member gives the default. */
    double plainNumber(String name, double absent) throws AnnotationException {
        return plainNumber(name, find(name), absent);
    }

    private double plainNumber(String name, int member, double absent) throws AnnotationException {
        if (member < 0 || bytes[valueFrom(member)] == 'n') {
            return absent;
        }
        try {
            return JsonNumbers.parseDouble(bytes, valueFrom(member), valueTo(member));
        } catch (NumberFormatException e) {
            throw wrong(name + "-type", name + " is " + excerpt(member) + ", not a number");
        }
    }

    /** A flat list of numbers, in quotes too, or null if the member is absent or null. */
    public double[] numbers(String name) throws AnnotationException {
        return numbers(name, false);
    }

    /** Keypoints, flat or as a list of triples, or null if they are absent or null. */
    public double[] keypoints() throws AnnotationException {
        return numbers("keypoints", true);
    }

    /** @param triples whether the list may be one of triples */
    private double[] numbers(String name, boolean triples) throws AnnotationException {
        try {
            return plainNumbers(name);
        } catch (AnnotationException e) {
            Set<Spelling> seen = EnumSet.noneOf(Spelling.class);
            try {
                double[] numbers =
                        triples ? LooseValues.keypoints(tree(name), seen) : LooseValues.numbers(tree(name), seen);
                spellings().addAll(seen);
                return numbers;
            } catch (NumberFormatException notLoose) {
                throw e;
            }
        }
    }

    /** A flat list of numbers as COCO writes it, or null if the member is absent or null. */
    double[] plainNumbers(String name) throws AnnotationException {
        int member = find(name);
        if (member < 0 || bytes[valueFrom(member)] == 'n') {
            return null;
        }
        try {
            return JsonNumbers.parseList(bytes, valueFrom(member), valueTo(member), MAX_NUMBERS);
        } catch (NumberFormatException e) {
            throw wrong(name + "-type", name + " is " + excerpt(member) + ", not a list of numbers");
        }
    }

    private boolean isBoolean(int member) {
        return bytes[valueFrom(member)] == 't' || bytes[valueFrom(member)] == 'f';
    }

    /** How values that were asked for are written, where that is not as COCO writes them. */
    public Set<Spelling> spellings() {
        if (spellings == null) {
            spellings = EnumSet.noneOf(Spelling.class);
        }
        return spellings;
    }

    /** Whether a value that was asked for is not written as COCO writes it. */
    public boolean isLoose() {
        return spellings != null && !spellings.isEmpty();
    }

    /** A string, or null if the member is absent or null. */
    public String text(String name) throws AnnotationException {
        int member = find(name);
        if (member < 0 || bytes[valueFrom(member)] == 'n') {
            return null;
        }
        if (bytes[valueFrom(member)] != '"') {
            throw wrong(name + "-type", name + " is " + excerpt(member) + ", not a string");
        }
        return JsonValues.string(bytes, valueFrom(member), valueTo(member));
    }

    /** Whether a flag such as {@code iscrowd} is set: true, or a number above 0 (pandas writes 1.0). */
    public boolean flag(String name) {
        int member = find(name);
        if (member < 0) {
            return false;
        }
        byte first = bytes[valueFrom(member)];
        if (first == '"') {
            return quotedFlag(name);
        }
        return first == 't'
                || first >= '0'
                        && first <= '9'
                        && JsonNumbers.parseDouble(bytes, valueFrom(member), valueTo(member)) > 0;
    }

    private boolean quotedFlag(String name) {
        try {
            return number(name, 0) > 0;
        } catch (AnnotationException e) {
            return false;
        }
    }

    /** The segmentation, whatever its shape; {@link Segmentation.None} where there is none. */
    public Segmentation segmentation() throws AnnotationException {
        return segmentation("segmentation");
    }

    /** Whether there is no mask: absent, null, {@code []}, {@code [[]]} or {@code {}}. Parses no more than it must. */
    public boolean lacksSegmentation() {
        int member = find("segmentation");
        if (member < 0 || bytes[valueFrom(member)] == 'n') {
            return true;
        }
        int first = valueFrom(member);
        int p = JsonNumbers.skipSpace(bytes, first + 1);
        if (bytes[first] == '{') {
            return bytes[p] == '}';
        }
        if (bytes[first] != '[' || bytes[p] != '[') {
            return bytes[first] == '[' && bytes[p] == ']';
        }
        p = JsonNumbers.skipSpace(bytes, p + 1);
        return bytes[p] == ']' && JsonNumbers.skipSpace(bytes, p + 1) == valueTo(member) - 1;
    }

    /**
     * Whether the segmentation is a mask as compressed RLE, written as COCO writes it. Reads no more than it must, and may say no
     * where an escape or a blank is unusual; then {@link #segmentation()} knows.
     */
    public boolean isPlainRle() {
        int member = find("segmentation");
        return member >= 0 && PlainRle.is(bytes, valueFrom(member), valueTo(member));
    }

    /**
     * Whether the segmentation is a list of polygons, written as COCO writes it. Reads no number, and may say no where one has an exponent
     * or a polygon is short; then {@link #segmentation()} knows.
     */
    public boolean isPlainPolygons() {
        int member = find("segmentation");
        return member >= 0 && PlainPolygons.are(bytes, valueFrom(member), valueTo(member));
    }

    /** A member that has the shape of a segmentation. */
    public Segmentation segmentation(String name) throws AnnotationException {
        int member = find(name);
        return member < 0
                ? Segmentation.None.ABSENT
                : SegmentationReader.read(this, name, valueFrom(member), valueTo(member));
    }

    /** The record itself, where it is an RLE with {@code size} and {@code counts}. */
    public Segmentation asSegmentation() throws AnnotationException {
        return SegmentationReader.read(this, "this", start, end);
    }

    /**
     * A value as a tree, or null if the member is absent.
     *
     * @throws AnnotationException if it holds a longer number than Jackson reads
     */
    public JsonNode tree(String name) throws AnnotationException {
        int member = find(name);
        if (member < 0) {
            return null;
        }
        try {
            return JsonValues.tree(bytes, valueFrom(member), valueTo(member));
        } catch (IOException e) {
            throw wrong(name + "-type", name + " is " + excerpt(member) + ", which cannot be read");
        }
    }

    /** The whole record as JSON text. */
    public byte[] toBytes() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** A copy that stays valid when the reader moves on. */
    public CocoRecord detach() {
        CocoRecord copy = new CocoRecord();
        copy.reset(section, index, line, column, offset);
        copy.own.add(table, firstMember, memberEnd);
        copy.setBytes(toBytes(), 0, end - start);
        return copy;
    }

    /** A copy with new values for some members; it stays valid when the reader moves on. */
    public CocoRecord with(Edit edit) {
        return RecordWriter.edited(this, edit);
    }

    /** The whole record as JSON text, with new values for some members. */
    public byte[] toBytes(Edit edit) {
        return RecordWriter.bytes(this, edit);
    }

    /** How many bytes the record has. */
    public int length() {
        return end - start;
    }

    /** Whether any member is a list with something in it. */
    public boolean hasList() {
        for (int m = firstMember; m < memberEnd; m++) {
            if (firstElement(m) != ']') {
                return true;
            }
        }
        return false;
    }

    /** Whether a member is a list with something in it. */
    public boolean isList(String name) {
        int member = find(name);
        return member >= 0 && firstElement(member) != ']';
    }

    /** Whether a member is a list that begins with a number. */
    public boolean isFlatList(String name) {
        int member = find(name);
        char first = member < 0 ? ']' : firstElement(member);
        return first == '-' || first >= '0' && first <= '9';
    }

    /** The first character in a list; a bracket that closes if there is nothing in it, or the member is absent or no list. */
    public char firstElement(String name) {
        int member = find(name);
        return member < 0 ? ']' : firstElement(member);
    }

    /** As {@link #firstElement(String)}. */
    private char firstElement(int member) {
        int from = valueFrom(member);
        return bytes[from] == '[' ? (char) bytes[JsonNumbers.skipSpace(bytes, from + 1)] : ']';
    }

    /** The first character of a member's value, which tells its JSON type, or 0 if the member is absent. */
    public char first(String name) {
        int member = find(name);
        return member < 0 ? 0 : (char) bytes[valueFrom(member)];
    }

    /** Whether a member's value is this very JSON text, in ASCII. */
    public boolean isJson(String name, String json) {
        int member = find(name);
        if (member < 0 || valueTo(member) - valueFrom(member) != json.length()) {
            return false;
        }
        for (int i = 0; i < json.length(); i++) {
            if (bytes[valueFrom(member) + i] != json.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The start of a member's value for a message, or {@code nothing} if the member is absent. */
    public String excerpt(String name) {
        int member = find(name);
        return member < 0 ? "nothing" : excerpt(member);
    }

    /** The whole of a member's value, in one line, or {@code nothing} if the member is absent. */
    public String json(String name) {
        int member = find(name);
        if (member < 0) {
            return "nothing";
        }
        String value =
                new String(bytes, valueFrom(member), valueTo(member) - valueFrom(member), StandardCharsets.UTF_8);
        // JSON has no line breaks within strings
        return value.indexOf('\n') < 0 && value.indexOf('\r') < 0 ? value : value.replaceAll("\\s*[\r\n]\\s*", " ");
    }

    /** The bytes of a member's value as the file writes it, a copy; null if the member is absent. */
    public byte[] raw(String name) {
        int member = find(name);
        return member < 0 ? null : Arrays.copyOfRange(bytes, valueFrom(member), valueTo(member));
    }

    /** The text of a member of a member that is an object, cut at 200 bytes; null if there is none. */
    public String inner(String member, String name) {
        int at = find(member);
        if (at < 0 || bytes[valueFrom(at)] != '{') {
            return null;
        }
        int p = JsonNumbers.skipSpace(bytes, valueFrom(at) + 1);
        while (bytes[p] == '"') {
            int nameFrom = p;
            int nameTo = JsonValues.endOfValue(bytes, p);
            int valueFrom = JsonNumbers.skipSpace(bytes, JsonNumbers.skipSpace(bytes, nameTo) + 1);
            int valueTo = JsonValues.endOfValue(bytes, valueFrom);
            if (JsonValues.string(bytes, nameFrom, nameTo).equals(name)) {
                return new String(bytes, valueFrom, Math.min(200, valueTo - valueFrom), StandardCharsets.UTF_8);
            }
            p = JsonNumbers.skipSpace(bytes, valueTo);
            if (bytes[p] == ',') {
                p = JsonNumbers.skipSpace(bytes, p + 1);
            }
        }
        return null;
    }

    /** Line and column of a member's value, as {@link #line} and {@link #column}; those of the record if it is absent. */
    public long[] position(String name) {
        int member = find(name);
        long atLine = line();
        long atColumn = column();
        for (int p = start; member >= 0 && p < valueFrom(member); p++) {
            if (bytes[p] == '\n') {
                atLine++;
                atColumn = 1;
            } else {
                atColumn++;
            }
        }
        return new long[] {atLine, atColumn};
    }

    /** The record for a message: {@code annotations[12] (id 4711)}. */
    public String where() {
        int member = find("id");
        String id = member < 0 ? "" : " (id " + excerpt(member) + ")";
        return section.member() + "[" + index + "]" + id;
    }

    /** An exception that names this record. */
    public AnnotationException wrong(String code, String message) {
        return new AnnotationException(code, where(), message, section, index, line(), column());
    }

    /** Whether the file puts a space after a colon. */
    public JsonStyle style() {
        return JsonStyle.of(memberCount() == 0 || bytes[valueFrom(firstMember) - 1] == ' ');
    }

    /** Index behind the last member, where another one can be appended. */
    int endOfMembers() {
        return memberCount() > 0 ? valueTo(memberEnd - 1) : start + 1;
    }

    /** Adds what stands between two members: a comma and, on separate lines, the line break and its indentation. */
    void addSeparator(JsonText text) {
        if (memberCount() < 2) {
            text.add(style().comma());
        } else {
            text.add(bytes, valueTo(memberEnd - 2), start + table.nameFrom(memberEnd - 1));
        }
    }

    /** The start of a member's value for a message. */
    private String excerpt(int member) {
        return JsonValues.excerpt(bytes, valueFrom(member), valueTo(member));
    }
}
