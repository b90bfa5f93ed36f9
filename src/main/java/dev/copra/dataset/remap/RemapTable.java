package dev.copra.dataset.remap;

import dev.copra.coco.Section;
import dev.copra.json.JsonText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;

/**
 * Writes what became of what, as JSON in the layout of COCO, a record a line: <pre>
 * {"images": [
 * {"id": 139, "new_id": 1, "file_name": "val/139.jpg", "new_file_name": "139.jpg"}
 * ],
 * "categories": [
 * {"id": 18, "new_id": 16, "name": "dog", "new_name": "canine"},
 * {"id": 17, "new_id": 16, "name": "cat", "merged": true},
 * {"id": 2, "new_id": null, "name": "bicycle"}
 * ]}
 * </pre> Values are written as the document writes them. A category without {@code new_id} was dropped.
 */
public final class RemapTable {
    private final OutputStream out;
    private final Set<Section> written = EnumSet.noneOf(Section.class);
    private Section section;

    /** @param out is not closed */
    public RemapTable(OutputStream out) {
        this.out = out;
    }

    boolean has(Section list) {
        return written.contains(list);
    }

    /** A record under construction. */
    static final class Entry {
        private final JsonText text = new JsonText(64).add('{');

        /** @param json null leaves the member out */
        Entry set(String member, byte[] json) {
            if (json != null) {
                text.add(text.size() > 1 ? ", \"" : "\"")
                        .add(member)
                        .add("\": ")
                        .add(json);
            }
            return this;
        }

        boolean isEmpty() {
            return text.size() == 1;
        }
    }

    /** Writes a record. All of one list come one after the other. */
    void add(Section list, Entry entry) throws IOException {
        if (list == section) {
            write(",\n");
        } else {
            write((section == null ? "{\"" : "\n],\n\"") + list.member() + "\": [\n");
            section = list;
            written.add(list);
        }
        out.write(entry.text.add('}').toBytes());
    }

    /** Writes what stands behind all records. */
    void finish() throws IOException {
        write(section == null ? "{}\n" : "\n]}\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
