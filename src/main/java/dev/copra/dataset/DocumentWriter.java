package dev.copra.dataset;

import dev.copra.coco.CocoRecord;
import dev.copra.io.TemporaryFile;
import dev.copra.json.JsonValues;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Writes a COCO document record by record: images go to the output at once, annotations to a temporary file, which is appended at the
 * end.
 */
public final class DocumentWriter implements Closeable {
    private static final Set<String> LISTS = Set.of("images", "annotations", "categories");

    private final OutputStream out;
    private final FileChannel spool;
    private final OutputStream annotations;
    private boolean hasImages;
    private boolean hasAnnotations;

    /**
     * Writes what stands before the images.
     *
     * @param members that are no lists of records, as JSON
     */
    public DocumentWriter(OutputStream out, Map<String, byte[]> members, List<CocoRecord> categories)
            throws IOException {
        this.out = out;
        spool = TemporaryFile.open();
        annotations = new BufferedOutputStream(Channels.newOutputStream(spool), 1 << 16);
        print("{");
        for (Map.Entry<String, byte[]> member : members.entrySet()) {
            if (LISTS.contains(member.getKey())) {
                // it is null in the source
                continue;
            }
            out.write(JsonValues.text(member.getKey()));
            print(": ");
            out.write(member.getValue());
            print(",\n");
        }
        print("\"categories\": [");
        String separator = "\n";
        for (CocoRecord category : categories) {
            print(separator);
            out.write(category.toBytes());
            separator = ",\n";
        }
        print("],\n\"images\": [");
    }

    /** Adds an image. @param json the record */
    public void image(byte[] json) throws IOException {
        print(hasImages ? ",\n" : "\n");
        out.write(json);
        hasImages = true;
    }

    /** Adds an annotation. @param json the record */
    public void annotation(byte[] json) throws IOException {
        annotations.write((hasAnnotations ? ",\n" : "\n").getBytes(StandardCharsets.US_ASCII));
        annotations.write(json);
        hasAnnotations = true;
    }

    /** Writes the annotations, and the end. */
    public void finish() throws IOException {
        print("],\n\"annotations\": [");
        annotations.flush();
        TemporaryFile.read(spool).transferTo(out);
        print("]}\n");
    }

    private void print(String ascii) throws IOException {
        out.write(ascii.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws IOException {
        spool.close();
    }
}
