package dev.copra.dataset.diff;

import dev.copra.coco.id.Id;
import dev.copra.io.Input;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonValues;
import dev.copra.json.NonFinitePolicy;
import dev.copra.json.StringScanner;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds the parts of a document: a data set, a results file, or JSON lines. Memory is bounded by the longest element. */
final class DiffScanner {
    private static final String ANNOTATIONS = "annotations";
    private static final Set<String> LISTS = Set.of("images", ANNOTATIONS, "categories");
    /** What only an annotation has. */
    private static final Set<String> OF_AN_ANNOTATION = Set.of("image_id", "bbox", "segmentation");

    private static final long ID = StringScanner.hash("id");
    private static final long IMAGE_ID = StringScanner.hash("image_id");
    private static final long SEGMENTS = StringScanner.hash("segments_info");

    private final ByteWindow window;
    private final JsonScanner scanner;
    private final boolean byLabel;
    private final List<DiffPart> parts = new ArrayList<>();

    private DiffScanner(InputStream in, boolean byLabel) {
        window = new ByteWindow(in, null);
        scanner = new JsonScanner(window, NonFinitePolicy.KEEP);
        this.byLabel = byLabel;
    }

    /**
     * Finds the parts of a document, in its order.
     *
     * @param input can be read twice
     * @param byLabel whether images are known by {@code file_name}, categories by {@code name} and annotations by nothing, rather than
     *     by their ids
     * @throws JsonException if it is not JSON
     */
    static List<DiffPart> scan(Input input, boolean byLabel) throws IOException {
        boolean lines;
        try (InputStream in = input.open()) {
            lines = new DiffScanner(in, byLabel).named(input, DiffScanner::isLines);
        }
        try (InputStream in = input.open()) {
            DiffScanner scanner = new DiffScanner(in, byLabel);
            return scanner.named(input, s -> s.readAll(lines));
        }
    }

    private interface Work<T> {
        T of(DiffScanner scanner) throws IOException;
    }

    private <T> T named(Input input, Work<T> work) throws IOException {
        try {
            return work.of(this);
        } catch (ByteWindow.TooLongException e) {
            throw scanner.wrong(e.getMessage()).in(input.name());
        } catch (JsonException e) {
            throw e.in(input.name());
        }
    }

    /** Whether the document is one annotation of many rather than a data set. */
    private boolean isLines() throws IOException {
        scanner.skipByteOrderMark();
        if (scanner.peek() != '{') {
            return false;
        }
        if (scanner.open('{', '}')) {
            do {
                String name = readName();
                if (LISTS.contains(name) || OF_AN_ANNOTATION.contains(name)) {
                    return OF_AN_ANNOTATION.contains(name);
                }
                scanner.expect(':');
                scanner.skipValue();
            } while (scanner.next('}'));
        }
        return scanner.peek() == '{';
    }

    private List<DiffPart> readAll(boolean lines) throws IOException {
        scanner.skipByteOrderMark();
        int first = scanner.peek();
        if (first == '[') {
            readList(part(ANNOTATIONS, true));
        } else if (lines) {
            DiffPart part = part(ANNOTATIONS, true);
            while (scanner.peek() == '{') {
                readElement(part);
            }
        } else if (first == '{') {
            readMembers();
        } else {
            throw scanner.wrong(first < 0 ? "the input is empty" : "this is neither a JSON object nor a list");
        }
        if (scanner.peek() >= 0) {
            throw scanner.wrong("there is more after the end of the document");
        }
        return parts;
    }

    private DiffPart part(String name, boolean list) {
        DiffPart part = new DiffPart(name, list);
        parts.add(part);
        return part;
    }

    private void readMembers() throws IOException {
        if (scanner.open('{', '}')) {
            do {
                String name = readName();
                scanner.expect(':');
                if (scanner.peek() == '[') {
                    readList(part(name, true));
                } else {
                    readElement(part(name, false));
                }
            } while (scanner.next('}'));
        }
    }

    private String readName() throws IOException {
        scanner.peek();
        window.setMark();
        scanner.skipName();
        String name = JsonValues.string(window.bytes(), window.mark(), window.position());
        window.clearMark();
        return name;
    }

    private void readList(DiffPart part) throws IOException {
        if (scanner.open('[', ']')) {
            do {
                readElement(part);
            } while (scanner.next(']'));
        }
    }

    private void readElement(DiffPart part) throws IOException {
        int first = scanner.peek();
        long offset = window.offset();
        window.setMark();
        Keys keys = new Keys();
        if (first == '{') {
            readRecord(keys, label(part));
        } else {
            scanner.skipValue();
        }
        part.add(offset, (int) (window.offset() - offset), key(part, keys), keys.image);
        window.clearMark();
    }

    /** What an element says of itself. */
    private static final class Keys {
        private Id id = Id.NONE;
        private Id image = Id.NONE;
        private Id label = Id.NONE;
        private boolean panoptic;
    }

    private Id key(DiffPart part, Keys keys) {
        if (!part.isList() || byLabel && part.is(ANNOTATIONS)) {
            return Id.NONE;
        }
        // an annotation of a panoptic file is all that is in an image
        Id id = !keys.id.present() && keys.panoptic ? keys.image : keys.id;
        return byLabel && keys.label.present() ? keys.label : id;
    }

    private long label(DiffPart part) {
        return part.is("images")
                ? StringScanner.hash("file_name")
                : part.is("categories") ? StringScanner.hash("name") : ID;
    }

    private void readRecord(Keys keys, long label) throws IOException {
        if (!scanner.open('{', '}')) {
            return;
        }
        do {
            scanner.skipName();
            long name = scanner.nameHash();
            scanner.expect(':');
            scanner.peek();
            int from = window.position() - window.mark();
            scanner.skipValue();
            if (name == ID && !keys.id.present()) {
                keys.id = id(from);
            } else if (name == IMAGE_ID && !keys.image.present()) {
                keys.image = id(from);
            } else if (byLabel && name == label && !keys.label.present()) {
                keys.label = id(from);
            } else if (name == SEGMENTS) {
                keys.panoptic = true;
            }
        } while (scanner.next('}'));
    }

    private Id id(int from) {
        try {
            return Id.parse(window.bytes(), window.mark() + from, window.position());
        } catch (NumberFormatException e) {
            return Id.NONE;
        }
    }
}
