package dev.copra.dataset.merge;

import dev.copra.coco.Section;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * What stands between the records of a merged list. Within a document it is what stands there; at a seam it is what a part of a
 * divided file has lost: a comma before what is left before its first record.
 */
final class MergeSeparators {
    private static final byte[] NOTHING = {};
    private static final byte[] COMMA = {','};
    private static final byte[] COMMA_AND_SPACE = {',', ' '};
    private static final byte[] LINE = {'\n'};

    private final List<MergePart> parts;
    private final Section section;
    private final boolean lines;
    private byte[] usual;

    MergeSeparators(List<MergePart> parts, Section section, boolean lines) {
        this.parts = parts;
        this.section = section;
        this.lines = lines;
    }

    byte[] opening() {
        return lines ? NOTHING : new byte[] {'['};
    }

    /** What stands before the first record of a document, white space alone. */
    byte[] before(int part) throws IOException {
        long[] list = list(part);
        return whiteSpace(parts.get(part)
                .bytes
                .read(list[0] + (lines ? 0 : 1), spans(part).offset(0)));
    }

    /** What stands before a record that is not the first of its document. */
    byte[] between(int part, int record) throws IOException {
        return parts.get(part)
                .bytes
                .read(spans(part).end(record - 1), spans(part).offset(record));
    }

    /** What stands before a record that comes after one that is not before it in its document. */
    byte[] seam(int part, int record) throws IOException {
        if (record > 0) {
            byte[] own = between(part, record);
            if (isSeparator(own)) {
                return own;
            }
        }
        byte[] before = before(part);
        if (before.length == 0 || lines) {
            byte[] usual = usual();
            return usual != null ? usual : lines ? LINE : comma(part, record);
        }
        byte[] seam = new byte[before.length + 1];
        seam[0] = ',';
        System.arraycopy(before, 0, seam, 1, before.length);
        return seam;
    }

    /** A comma as there is between the members of a record, or as its colon is spaced. */
    private byte[] comma(int part, int record) throws IOException {
        byte[] text = parts.get(part)
                .bytes
                .read(spans(part).offset(record), spans(part).end(record));
        boolean spaced = false;
        for (int p = 0; p < text.length; p++) {
            if (text[p] == '"') {
                p = JsonValues.endOfValue(text, p) - 1;
            } else if (text[p] == ',' || text[p] == ':') {
                spaced = text[p + 1] <= ' ';
                if (text[p] == ',') {
                    break;
                }
            }
        }
        return spaced ? COMMA_AND_SPACE : COMMA;
    }

    /** What stands between the first two records of the first document that has two, or null. */
    private byte[] usual() throws IOException {
        for (int p = 0; p < parts.size() && usual == null; p++) {
            if (parts.get(p).size(section) > 1) {
                byte[] between = between(p, 1);
                usual = isSeparator(between) ? between : null;
            }
        }
        return usual;
    }

    /** What stands behind the last record. */
    byte[] closing() throws IOException {
        byte[] closing = NOTHING;
        for (int p = 0; p < parts.size(); p++) {
            long[] list = list(p);
            if (list != null && isList(p, list)) {
                boolean empty = parts.get(p).size(section) == 0;
                long from = empty
                        ? list[0] + (lines ? 0 : 1)
                        : spans(p).end(parts.get(p).size(section) - 1);
                byte[] end = whiteSpace(parts.get(p).bytes.read(from, list[1] - (lines ? 0 : 1)));
                closing = end;
                if (!empty || end.length > 0) {
                    break;
                }
            }
        }
        if (lines) {
            return closing;
        }
        byte[] closed = Arrays.copyOf(closing, closing.length + 1);
        closed[closing.length] = ']';
        return closed;
    }

    private boolean isList(int part, long[] place) throws IOException {
        return lines || place[1] - place[0] > 1 && parts.get(part).bytes.read(place[0], place[0] + 1)[0] == '[';
    }

    private long[] list(int part) {
        return parts.get(part).members.get(section.member());
    }

    private MergeSpans spans(int part) {
        return parts.get(part).spans.get(section);
    }

    /** Whether a text is white space with one comma, or with none between lines. */
    private boolean isSeparator(byte[] text) {
        int commas = 0;
        for (byte b : text) {
            commas += b == ',' ? 1 : 0;
            if (b != ',' && (b < 0 || b > ' ')) {
                return false;
            }
        }
        return commas == (lines ? 0 : 1);
    }

    private static byte[] whiteSpace(byte[] text) {
        byte[] space = new byte[text.length];
        int size = 0;
        for (byte b : text) {
            if (b >= 0 && b <= ' ') {
                space[size++] = b;
            }
        }
        return Arrays.copyOf(space, size);
    }
}
