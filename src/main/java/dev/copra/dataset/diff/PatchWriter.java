package dev.copra.dataset.diff;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.dataset.diff.DiffMatches.Pair;
import dev.copra.json.JsonText;
import dev.copra.json.JsonValues;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * Writes what makes the second document of the first: an object of {@code copra_patch} (the version of this format, 1), {@code from} and
 * {@code to} (bytes and SHA-256 of the two, unpacked), and {@code edits}, whose results in order are the second document:
 *
 * <ul>
 *   <li>{@code {"copy": [offset, length]}}: bytes of the first document;
 *   <li>{@code {"change": [offset, length], "of": LIST, "members": {…}}}: a record of the first document, in which these members
 *       have new values; those that it lacks are appended;
 *   <li>{@code {"record": VALUE, "of": LIST}}: a value as it stands here;
 *   <li>{@code {"text": STRING}}: what stands between values.
 * </ul>
 */
final class PatchWriter {
    /** A longer stretch between two values is copied in parts. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private final DiffIndex a;
    private final DiffIndex b;
    private final OutputStream out;
    private boolean first = true;
    /** What is to be copied from the first document. */
    private long copyFrom;

    private long copyTo;
    /** How far the second document is made. */
    private long done;

    private PatchWriter(DiffIndex a, DiffIndex b, OutputStream out) {
        this.a = a;
        this.b = b;
        this.out = out;
    }

    static void write(DiffIndex a, DiffIndex b, DiffMatches matches, OutputStream out) throws IOException {
        new PatchWriter(a, b, out).write(matches);
    }

    private void write(DiffMatches matches) throws IOException {
        print("{\"copra_patch\": 1,\n\"from\": ");
        print(PatchSide.of(a.channel()).json());
        print(",\n\"to\": ");
        print(PatchSide.of(b.channel()).json());
        print(",\n\"edits\": [");
        Map<DiffPart, Pair> pairs = new HashMap<>();
        matches.pairs().stream().filter(pair -> pair.b() != null).forEach(pair -> pairs.put(pair.b(), pair));
        for (DiffPart part : b.parts()) {
            Pair pair = pairs.get(part);
            for (int j = 0; j < part.size(); j++) {
                element(pair, j);
            }
        }
        between(b.channel().size());
        flush();
        print("]}\n");
    }

    private void element(Pair pair, int j) throws IOException {
        DiffPart partB = pair.b();
        byte[] bytes = b.bytes(partB, j);
        int i = pair.ofB()[j];
        long end = partB.offset(j) + partB.length(j);
        byte[] before = i == DiffPart.NONE ? null : a.bytes(pair.a(), i);
        if (before != null && Arrays.equals(before, bytes)) {
            copy(partB.offset(j), pair.a().offset(i), bytes.length);
        } else {
            between(partB.offset(j));
            flush();
            Edit edit = before == null ? null : edit(pair, i, j, before, bytes);
            if (edit == null) {
                edit("\"record\": ", bytes, partB.name(), null);
            } else {
                long offset = pair.a().offset(i);
                String span = "\"change\": [" + offset + ", " + before.length + "]";
                edit(span, new byte[0], partB.name(), edit);
                copyFrom = offset + before.length;
                copyTo = copyFrom;
            }
        }
        done = end;
    }

    /** Copies a record that is in both, together with what stands before it if that is the same, too. */
    private void copy(long atB, long atA, int length) throws IOException {
        int gap = (int) Math.min(atB - done, MOST_AT_ONCE);
        byte[] between = gap == atB - done ? b.bytes(done, gap) : null;
        boolean goesOn = between != null && copyTo + gap == atA && isInA(copyTo, between);
        if (!goesOn && between != null && atA >= gap && isInA(atA - gap, between)) {
            flush();
            copyFrom = atA - gap;
        } else if (!goesOn) {
            between(atB);
            if (copyTo != atA) {
                flush();
                copyFrom = atA;
            }
        }
        copyTo = atA + length;
    }

    /** Makes what stands between values, up to an offset in b. */
    private void between(long to) throws IOException {
        while (done < to) {
            byte[] text = b.bytes(done, (int) Math.min(to - done, MOST_AT_ONCE));
            if (isInA(copyTo, text)) {
                copyTo += text.length;
            } else {
                flush();
                int whole = wholeCharacters(text);
                text = Arrays.copyOf(text, whole);
                edit("\"text\": ", JsonValues.text(new String(text, StandardCharsets.UTF_8)), null, null);
            }
            done += text.length;
        }
    }

    /** How many bytes are left if a character that is cut at the end is left out. */
    private static int wholeCharacters(byte[] text) {
        int whole = text.length;
        while (whole > text.length - 4 && whole > 1 && (text[whole - 1] & 0xC0) == 0x80) {
            whole--;
        }
        boolean cut = text.length == MOST_AT_ONCE && (text[whole - 1] & 0x80) != 0;
        return cut ? whole - 1 : text.length;
    }

    private boolean isInA(long offset, byte[] bytes) throws IOException {
        return offset + bytes.length <= a.channel().size() && Arrays.equals(bytes, a.bytes(offset, bytes.length));
    }

    /** What makes the one record of the other to the byte by new values of members, or null if nothing does. */
    private static Edit edit(Pair pair, int i, int j, byte[] before, byte[] after) throws IOException {
        CocoRecord x = DiffIndex.record(pair.a(), i, before);
        CocoRecord y = DiffIndex.record(pair.b(), j, after);
        if (x == null || y == null) {
            return null;
        }
        Edit.Builder edit = Edit.builder();
        for (String name : y.names()) {
            byte[] value = y.raw(name);
            if (!Arrays.equals(x.raw(name), value)) {
                edit.set(name, value);
            }
        }
        Edit built = edit.build();
        return Arrays.equals(x.with(built).toBytes(), after) ? built : null;
    }

    private void flush() throws IOException {
        if (copyTo > copyFrom) {
            edit("\"copy\": [" + copyFrom + ", " + (copyTo - copyFrom) + "]", new byte[0], null, null);
        }
        copyFrom = copyTo;
    }

    private void edit(String start, byte[] value, String list, Edit edit) throws IOException {
        print(first ? "\n{" : ",\n{");
        first = false;
        print(start);
        out.write(value);
        if (list != null) {
            print(", \"of\": ");
            out.write(JsonValues.text(list));
        }
        if (edit != null) {
            JsonText members = new JsonText(256).add(", \"members\": {");
            String comma = "";
            for (Map.Entry<String, byte[]> member : edit.members().entrySet()) {
                members.add(comma)
                        .add(JsonValues.text(member.getKey()))
                        .add(": ")
                        .add(member.getValue());
                comma = ", ";
            }
            out.write(members.add('}').toBytes());
        }
        out.write('}');
    }

    private void print(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
