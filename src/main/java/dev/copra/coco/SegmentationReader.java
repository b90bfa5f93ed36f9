package dev.copra.coco;

import dev.copra.coco.Segmentation.CompressedRle;
import dev.copra.coco.Segmentation.None;
import dev.copra.coco.Segmentation.Polygons;
import dev.copra.coco.Segmentation.UncompressedRle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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
            int nameFrom = p + 1;
            p = endOfString(p);
            String name = new String(text, nameFrom, p - 1 - nameFrom, StandardCharsets.UTF_8);
            p = JsonNumbers.skipSpace(text, p);
            p = JsonNumbers.skipSpace(text, p + 1);
            int valueFrom = p;
            p = JsonValues.endOfValue(text, p);
            if (name.equals("size")) {
                size = size(JsonNumbers.parseList(text, valueFrom, p, MAX_NUMBERS));
            } else if (name.equals("counts")) {
                counts = text[valueFrom] == '"'
                        ? unescape(valueFrom + 1, p - 1)
                        : JsonNumbers.parseList(text, valueFrom, p, MAX_NUMBERS);
            }
            p = JsonNumbers.skipSpace(text, p);
            if (text[p] == ',') {
                p = JsonNumbers.skipSpace(text, p + 1);
            }
        }
        if (size == null || counts == null) {
            throw record.wrong("rle-members", "the RLE has no " + (size == null ? "size" : "counts"));
        }
        return counts instanceof String string
                ? new CompressedRle(size[0], size[1], string)
                : new UncompressedRle(size[0], size[1], (double[]) counts);
    }

    private long[] size(double[] numbers) throws AnnotationException {
        if (numbers.length != 2 || numbers[0] != Math.rint(numbers[0]) || numbers[1] != Math.rint(numbers[1])) {
            throw record.wrong("rle-size", "the RLE's size is not [height, width]");
        }
        return new long[] {(long) numbers[0], (long) numbers[1]};
    }

    private int endOfString(int quote) {
        return JsonValues.endOfValue(text, quote);
    }

    /** An RLE's string: the only escape that it needs is the backslash's own. */
    private String unescape(int start, int end) {
        int first = start;
        while (first < end && text[first] != '\\') {
            first++;
        }
        if (first == end) {
            return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
        }
        byte[] plain = new byte[end - start];
        int size = 0;
        for (int i = start; i < end; i++) {
            byte b = text[i];
            if (b == '\\') {
                b = text[++i];
                if (b == 'u') {
                    b = (byte)
                            Math.min(127, Integer.parseInt(new String(text, i + 1, 4, StandardCharsets.US_ASCII), 16));
                    i += 4;
                } else if (b != '\\' && b != '/' && b != '"') {
                    b = ' ';
                }
            }
            plain[size++] = b;
        }
        return new String(plain, 0, size, StandardCharsets.ISO_8859_1);
    }
}
