package dev.copra.coco;

import java.io.IOException;

/** Finds the members of one record. */
final class RecordScanner {
    private final JsonScanner scanner;
    private final ByteWindow window;

    RecordScanner(JsonScanner scanner) {
        this.scanner = scanner;
        this.window = scanner.window;
    }

    /**
     * Reads the object at the window's position. The window's mark must be set, at or before it.
     *
     * @param record is moved to the object
     */
    void scan(CocoRecord record, Section section, long index) throws IOException {
        int from = window.position - window.mark;
        record.reset(section, index, scanner.place());
        if (scanner.open('{', '}')) {
            do {
                scanMember(record, from);
            } while (scanner.next('}'));
        }
        record.setBytes(window.bytes, window.mark + from, window.position);
    }

    private void scanMember(CocoRecord record, int from) throws IOException {
        scanner.peek();
        long line = scanner.line();
        long column = scanner.column();
        int nameFrom = window.position - window.mark - from;
        scanner.skipName();
        int nameTo = window.position - window.mark - from;
        long hash = scanner.lastHash();
        if (record.hasMember(hash)) {
            scanner.noteDuplicate(line, column);
        }
        scanner.expect(':');
        scanner.peek();
        int valueFrom = window.position - window.mark - from;
        scanner.skipValue();
        record.addMember(hash, nameFrom, nameTo, valueFrom, window.position - window.mark - from);
    }

    /**
     * Reads a text that is one object and nothing else.
     *
     * @throws JsonException if it is not
     * @throws AnnotationException if a member occurs twice
     */
    void scanAlone(CocoRecord record, long index) throws IOException, AnnotationException {
        if (scanner.peek() != '{') {
            throw scanner.wrong("this is not a JSON object");
        }
        window.mark = window.position;
        scan(record, Section.ANNOTATIONS, index);
        if (scanner.peek() >= 0) {
            throw scanner.wrong("there is more after the end of the object");
        }
        checkDuplicate(record);
    }

    void checkDuplicate(CocoRecord record) throws AnnotationException {
        JsonScanner.Place duplicate = scanner.takeDuplicate();
        if (duplicate != null) {
            throw record.wrong("duplicate-member", duplicate.after("a member has the name of another"));
        }
    }
}
