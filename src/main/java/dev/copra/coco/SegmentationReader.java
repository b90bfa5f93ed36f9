package dev.copra.coco;

import dev.copra.coco.Segmentation.CompressedRle;
import dev.copra.coco.Segmentation.None;
import dev.copra.coco.Segmentation.Polygons;
import dev.copra.coco.Segmentation.UncompressedRle;
import dev.copra.json.JsonNumbers;
import dev.copra.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Parses a segmentation from the bytes of its record. */
final class SegmentationReader {
    private static final int MAX_NUMBERS = 1 << 24;

    private final CocoRecord record;
    private final byte[] text;
    private final int from;
    private final int to;
    private int p;

    private SegmentationReader(CocoRecord record, int from, int to) {
        this.record = record;
        this.text = record.bytes();
        this.from = from;
        this.to = to;
        this.p = from;
    }

    static Segmentation read(CocoRecord record, String name, int from, int to) throws AnnotationException {
        try {
            return new SegmentationReader(record, from, to).read();
        } catch (NumberFormatException e) {
            throw record.wrong(
                    "segmentation-type",
                    name + " is " + JsonValues.excerpt(record.bytes(), from, to)
                            + ", neither a list of polygons nor an RLE with size and counts");
        }
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
