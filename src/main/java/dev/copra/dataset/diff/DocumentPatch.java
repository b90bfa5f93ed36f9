package dev.copra.dataset.diff;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.Edit;
import dev.copra.coco.Section;
import dev.copra.io.Input;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/** A patch that {@link DiffRun#writePatch} wrote, to be applied to the document that it was made from. */
public final class DocumentPatch implements Closeable {
    private final DiffIndex patch;
    private final DiffPart edits;

    private DocumentPatch(DiffIndex patch, DiffPart edits) {
        this.patch = patch;
        this.edits = edits;
    }

    /** @throws IllegalArgumentException if the file is JSON, but no patch */
    public static DocumentPatch read(Input input) throws IOException {
        DiffIndex patch = DiffIndex.read(input, false);
        DiffPart edits = patch.list("edits");
        byte[] version = value(patch, "copra_patch");
        if (edits == null || version == null || !new String(version, StandardCharsets.UTF_8).equals("1")) {
            patch.close();
            throw new IllegalArgumentException(
                    input.name() + ": this is not a patch that 'copra diff' of this version wrote");
        }
        return new DocumentPatch(patch, edits);
    }

    /** How many places of the document it changes. */
    public int edits() {
        return edits.size();
    }

    /**
     * Writes the second document.
     *
     * @param document the first one
     * @throws IllegalArgumentException if the document is not the first one, or the result not the second one, unless the patch does
     *     not state what these are
     */
    public void apply(Input document, OutputStream out) throws IOException {
        try (FileChannel channel = document.channel()) {
            PatchSide from = side("from");
            if (from != null && (from.bytes() != channel.size() || !from.equals(PatchSide.of(channel)))) {
                throw new IllegalArgumentException(
                        document.name() + ": this is not the file that " + patch.name() + " was made from");
            }
            MessageDigest digest = PatchSide.digest();
            Counted counted = new Counted(new DigestOutputStream(out, digest));
            SpanReader reader = new SpanReader(channel);
            for (int i = 0; i < edits.size(); i++) {
                byte[] bytes = patch.bytes(edits, i);
                try {
                    apply(record(bytes, i), reader, channel.size(), counted);
                } catch (AnnotationException e) {
                    throw wrong(i, e.getMessage());
                }
            }
            counted.flush();
            PatchSide to = side("to");
            if (to != null && !to.equals(PatchSide.of(counted.count, digest))) {
                throw new IllegalArgumentException(patch.name()
                        + ": the result is not the file that it should be; the patch was changed"
                        + " (without its member \"to\" it would be applied all the same)");
            }
        }
    }

    private CocoRecord record(byte[] bytes, int index) throws IOException {
        CocoRecord record = DiffIndex.record(edits, index, bytes);
        if (record == null) {
            throw wrong(index, "this is no object");
        }
        return record;
    }

    private IllegalArgumentException wrong(int index, String message) {
        return new IllegalArgumentException(patch.name() + ": edits[" + index + "]: " + message);
    }

    private static void apply(CocoRecord edit, SpanReader reader, long size, OutputStream out)
            throws IOException, AnnotationException {
        if (edit.has("copy")) {
            long[] span = span(edit, "copy", size);
            for (long done = 0; done < span[1]; ) {
                int part = (int) Math.min(1 << 16, span[1] - done);
                out.write(reader.read(span[0] + done, part));
                done += part;
            }
        } else if (edit.has("change")) {
            long[] span = span(edit, "change", size);
            byte[] before = reader.read(span[0], (int) span[1]);
            byte[] members = edit.raw("members");
            if (before.length == 0 || before[0] != '{' || members == null || members[0] != '{') {
                throw edit.wrong("patch-edit", "change needs an object in the document, and members");
            }
            CocoRecord changed = CocoRecord.parse(members, Section.ANNOTATIONS, 0, 1, 1);
            Edit.Builder builder = Edit.builder();
            changed.names().forEach(name -> builder.set(name, changed.raw(name)));
            out.write(CocoRecord.parse(before, Section.ANNOTATIONS, 0, 1, 1)
                    .with(builder.build())
                    .toBytes());
        } else if (edit.has("record")) {
            out.write(edit.raw("record"));
        } else if (edit.text("text") != null) {
            out.write(edit.text("text").getBytes(StandardCharsets.UTF_8));
        } else {
            throw edit.wrong("patch-edit", "this is none of copy, change, record and text");
        }
    }

    private static long[] span(CocoRecord edit, String name, long size) throws AnnotationException {
        double[] numbers = edit.numbers(name);
        if (numbers == null
                || numbers.length != 2
                || !(numbers[0] >= 0 && numbers[1] >= 0 && numbers[0] + numbers[1] <= size)) {
            throw edit.wrong("patch-edit", name + " is not an offset and a length in the document");
        }
        return new long[] {(long) numbers[0], (long) numbers[1]};
    }

    /** What a patch says of one of its documents, or null. */
    private PatchSide side(String name) throws IOException {
        byte[] json = value(patch, name);
        if (json == null) {
            return null;
        }
        try {
            CocoRecord record = CocoRecord.parse(json, Section.ANNOTATIONS, 0, 1, 1);
            return new PatchSide((long) record.number("bytes", -1), record.text("sha256"));
        } catch (AnnotationException e) {
            throw new IllegalArgumentException(patch.name() + ": " + name + ": " + e.getMessage(), e);
        }
    }

    private static byte[] value(DiffIndex patch, String name) throws IOException {
        for (DiffPart part : patch.parts()) {
            if (!part.isList() && part.name().equals(name)) {
                return patch.bytes(part, 0);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        patch.close();
    }

    private static final class Counted extends FilterOutputStream {
        private long count;

        Counted(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
            count++;
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            count += length;
        }
    }
}
