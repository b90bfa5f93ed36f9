package dev.copra.coco;

import com.fasterxml.jackson.databind.JsonNode;
import dev.copra.coco.Segmentation.CompressedRle;
import dev.copra.coco.Segmentation.None;
import dev.copra.coco.Segmentation.Polygons;
import dev.copra.coco.Segmentation.UncompressedRle;
import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonValues;
import dev.copra.mask.MalformedRleException;
import dev.copra.mask.Rle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Parses a segmentation from the bytes of its record. */
final class SegmentationReader {
    private static final int MAX_NUMBERS = 1 << 24;

    private final CocoRecord record;
    private final byte[] text;
    private final int from;
    private final int to;
    private int p;
    /** Whether two backslashes stand together in an RLE's string. */
    private boolean doubled;

    private SegmentationReader(CocoRecord record, int from, int to) {
        this.record = record;
        this.text = record.bytes();
        this.from = from;
        this.to = to;
        this.p = from;
    }

    /** Reads what is written as COCO writes it, or otherwise with one meaning only. */
    static Segmentation read(CocoRecord record, String name, int from, int to) throws AnnotationException {
        Segmentation plain;
        try {
            SegmentationReader reader = new SegmentationReader(record, from, to);
            plain = reader.read();
            if (plain instanceof CompressedRle rle) {
                return unescaped(rle, record, reader.doubled);
            }
        } catch (NumberFormatException e) {
            return readLoose(record, name, from, to);
        }
        if (plain instanceof Polygons polygons) {
            return polygons.flat() ? noted(plain, Spelling.FLAT_POLYGON, record) : pointsJoined(polygons, record);
        }
        return plain;
    }

    private static Segmentation noted(Segmentation segmentation, Spelling spelling, CocoRecord record) {
        record.spellings().add(spelling);
        return segmentation;
    }

    /** Where all rings are pairs of numbers, they are the points of one ring. */
    private static Segmentation pointsJoined(Polygons polygons, CocoRecord record) {
        List<double[]> rings = polygons.rings();
        if (rings.get(0).length != 2 || rings.size() < 3 || rings.stream().anyMatch(ring -> ring.length != 2)) {
            return polygons;
        }
        double[] joined = new double[2 * rings.size()];
        for (int i = 0; i < rings.size(); i++) {
            joined[2 * i] = rings.get(i)[0];
            joined[2 * i + 1] = rings.get(i)[1];
        }
        return noted(new Polygons(List.of(joined), false), Spelling.POINT_PAIRS, record);
    }

    /** Counts as Python prints bytes, or with doubled backslashes, where they are no counts as they stand. */
    private static CompressedRle unescaped(CompressedRle rle, CocoRecord record, boolean doubled) {
        byte[] within = LooseValues.withinBytes(rle.text());
        byte[] text = within == null ? rle.text() : within;
        byte[] single = doubled ? LooseValues.withoutDoubledBackslashes(text) : null;
        if (within == null && single == null) {
            return rle;
        }
        if (within == null && isMask(rle.height(), rle.width(), text)) {
            return rle;
        }
        for (byte[] candidate : new byte[][] {within, single}) {
            if (candidate != null && isMask(rle.height(), rle.width(), candidate)) {
                record.spellings().add(within != null ? Spelling.RLE_BYTES : Spelling.RLE_BACKSLASHES);
                return new CompressedRle(rle.height(), rle.width(), candidate);
            }
        }
        return rle;
    }

    private static boolean contains(byte[] text) {
        for (int i = 1; i < text.length; i++) {
            if (text[i] == '\\' && text[i - 1] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static boolean isMask(long height, long width, byte[] counts) {
        if (height < 0 || width < 0 || height > Integer.MAX_VALUE || width > Integer.MAX_VALUE) {
            return false;
        }
        try {
            Rle.parse((int) height, (int) width, counts, 0, counts.length);
            return true;
        } catch (MalformedRleException | IllegalArgumentException e) {
            return false;
        }
    }

    private static Segmentation readLoose(CocoRecord record, String name, int from, int to) throws AnnotationException {
        try {
            int p = JsonNumbers.skipSpace(record.bytes(), from + 1);
            if (record.bytes()[from] == '[' && record.bytes()[p] == '{') {
                int end = JsonValues.endOfValue(record.bytes(), p);
                if (JsonNumbers.skipSpace(record.bytes(), end) != to - 1) {
                    throw new NumberFormatException();
                }
                return noted(read(record, name, p, end), Spelling.RLE_IN_LIST, record);
            }
            JsonNode tree = JsonValues.tree(record.bytes(), from, to);
            Set<Spelling> seen = EnumSet.noneOf(Spelling.class);
            Segmentation read =
                    tree.isObject() ? looseRle(tree, seen) : new Polygons(LooseValues.rings(tree, seen), false);
            record.spellings().addAll(seen);
            return read instanceof CompressedRle rle ? unescaped(rle, record, contains(rle.text())) : read;
        } catch (IOException | NumberFormatException e) {
            throw wrongType(record, name, from, to);
        }
    }

    private static Segmentation looseRle(JsonNode tree, Set<Spelling> seen) {
        double[] size = LooseValues.numbers(tree.path("size"), seen);
        JsonNode counts = tree.path("counts");
        if (size.length != 2 || size[0] != Math.rint(size[0]) || size[1] != Math.rint(size[1])) {
            throw new NumberFormatException();
        }
        return counts.isTextual()
                ? new CompressedRle((long) size[0], (long) size[1], counts.textValue())
                : new UncompressedRle((long) size[0], (long) size[1], LooseValues.numbers(counts, seen));
    }

    private static AnnotationException wrongType(CocoRecord record, String name, int from, int to) {
        return record.wrong(
                "segmentation-type",
                name + " is " + JsonValues.excerpt(record.bytes(), from, to)
                        + ", neither a list of polygons nor an RLE with size and counts");
    }

    private Segmentation read() throws AnnotationException {
        return switch (text[from]) {
            case 'n' -> None.NULL;
            case '[' -> readList();
            case '{' -> readObject();
            default -> throw new NumberFormatException();
        };
    }

    private Segmentation readList() {
        p = JsonNumbers.skipSpace(text, from + 1);
        if (text[p] == ']') {
            return None.EMPTY_LIST;
        }
        if (text[p] != '[') {
            return new Polygons(List.of(JsonNumbers.parseList(text, from, to, MAX_NUMBERS)), true);
        }
        List<double[]> rings = new ArrayList<>(1);
        while (text[p] != ']') {
            int end = endOfList(p);
            rings.add(JsonNumbers.parseList(text, p, end, MAX_NUMBERS));
            p = JsonNumbers.skipSpace(text, end);
            if (text[p] == ',') {
                p = JsonNumbers.skipSpace(text, p + 1);
            }
        }
        return rings.size() == 1 && rings.get(0).length == 0 ? None.EMPTY_RING : new Polygons(rings, false);
    }

    /** The index behind a list of numbers; anything nested in it will be refused as a number. */
    private int endOfList(int start) {
        if (text[start] != '[') {
            throw new NumberFormatException();
        }
        int end = start;
        while (text[end] != ']') {
            end++;
        }
        return end + 1;
    }

    private Segmentation readObject() throws AnnotationException {
        long[] size = null;
        Object counts = null;
        p = JsonNumbers.skipSpace(text, from + 1);
        if (text[p] == '}') {
            return None.EMPTY_OBJECT;
        }
        while (text[p] != '}') {
            int nameFrom = p;
            p = JsonValues.endOfValue(text, p);
            int nameTo = p;
            p = JsonNumbers.skipSpace(text, p);
            p = JsonNumbers.skipSpace(text, p + 1);
            int valueFrom = p;
            boolean isCounts = JsonValues.isString(text, nameFrom, nameTo, "counts");
            if (isCounts && text[p] == '"') {
                counts = readText();
            } else {
                p = JsonValues.endOfValue(text, p);
                if (isCounts) {
                    counts = JsonNumbers.parseList(text, valueFrom, p, MAX_NUMBERS);
                } else if (JsonValues.isString(text, nameFrom, nameTo, "size")) {
                    size = size(JsonNumbers.parseList(text, valueFrom, p, MAX_NUMBERS));
                }
            }
            p = JsonNumbers.skipSpace(text, p);
            if (text[p] == ',') {
                p = JsonNumbers.skipSpace(text, p + 1);
            }
        }
        if (size == null || counts == null) {
            throw record.wrong("rle-members", "the RLE has no " + (size == null ? "size" : "counts"));
        }
        return counts instanceof byte[] string
                ? new CompressedRle(size[0], size[1], string)
                : new UncompressedRle(size[0], size[1], (double[]) counts);
    }

    private long[] size(double[] numbers) throws AnnotationException {
        if (numbers.length != 2 || numbers[0] != Math.rint(numbers[0]) || numbers[1] != Math.rint(numbers[1])) {
            throw record.wrong("rle-size", "the RLE's size is not [height, width]");
        }
        return new long[] {(long) numbers[0], (long) numbers[1]};
    }

    /** An RLE's string: the only escape that it needs is the backslash's own. */
    private byte[] readText() {
        byte[] plain = new byte[to - p];
        int size = 0;
        byte b;
        while ((b = text[++p]) != '"') {
            if (b == '\\') {
                b = unescaped();
                doubled |= b == '\\' && size > 0 && plain[size - 1] == '\\';
            }
            plain[size++] = b;
        }
        p++;
        return Arrays.copyOf(plain, size);
    }

    /** The character behind a backslash; one that no run length has, if it is another one. */
    private byte unescaped() {
        byte b = text[++p];
        if (b == 'u') {
            p += 4;
            return (byte) Math.min(127, Integer.parseInt(new String(text, p - 3, 4, StandardCharsets.US_ASCII), 16));
        }
        return b == '\\' || b == '/' || b == '"' ? b : (byte) ' ';
    }
}
