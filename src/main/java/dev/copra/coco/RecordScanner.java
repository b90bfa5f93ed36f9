package dev.copra.coco;

import dev.copra.collect.LongSet;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import java.io.IOException;

/** Finds the members of one record. */
final class RecordScanner {
    private final JsonScanner scanner;
    private final ByteWindow window;
    private final LongSet names = new LongSet();

    RecordScanner(JsonScanner scanner) {
        this.scanner = scanner;
        this.window = scanner.window();
    }

    /**
     * Reads the object at the window's position. The window's mark must be set, at or before it.
     *
     * @param record is moved to the object
     */
    void scan(CocoRecord record, Section section, long index) throws IOException {
        int from = window.position() - window.mark();
        record.reset(section, index, scanner.line(), scanner.column(), window.offset());
        scanMembers(record.members());
        record.setBytes(window.bytes(), window.mark() + from, window.position());
    }

    /** Reads the object at the window's position, and adds its members to a table. The window's mark must be set, at or before it. */
    void scanMembers(MemberTable members) throws IOException {
        int from = window.position() - window.mark();
        names.clear();
        if (scanner.open('{', '}')) {
            do {
                scanMember(members, from);
            } while (scanner.next('}'));
        }
    }

    /**
     * Reads the object at the window's position, where the mark must be set, as a record that is in no list.
     *
     * @param most bytes of which it may have; beyond that the mark is given up and the rest of it passed over
     * @return whether it has no more than that, so that the record is valid
     */
    boolean scanShort(CocoRecord record, int most) throws IOException {
        record.reset(Section.IMAGES, 0, scanner.line(), scanner.column(), window.offset());
        names.clear();
        boolean whole = true;
        if (scanner.open('{', '}')) {
            do {
                if (whole) {
                    scanMember(record.members(), 0);
                    whole = window.position() - window.mark() <= most;
                } else {
                    window.clearMark();
                    passMember();
                }
            } while (scanner.next('}'));
        }
        whole &= window.mark() >= 0;
        if (whole) {
            record.setBytes(window.bytes(), window.mark(), window.position());
        }
        return whole;
    }

    private void passMember() throws IOException {
        scanner.peek();
        JsonScanner.Place place = scanner.place();
        scanner.skipName();
        if (!names.add(scanner.nameHash())) {
            scanner.noteDuplicate(place.line(), place.column());
        }
        scanner.expect(':');
        scanner.skipValue();
    }

    private void scanMember(MemberTable members, int from) throws IOException {
        scanner.peek();
        long line = scanner.line();
        long column = scanner.column();
        int nameFrom = window.position() - window.mark() - from;
        scanner.skipName();
        int nameTo = window.position() - window.mark() - from;
        long hash = scanner.nameHash();
        if (!names.add(hash)) {
            scanner.noteDuplicate(line, column);
        }
        scanner.expect(':');
        scanner.peek();
        int valueFrom = window.position() - window.mark() - from;
        scanner.skipValue();
        members.add(hash, nameFrom, nameTo, valueFrom, window.position() - window.mark() - from);
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
        window.setMark();
        scan(record, Section.ANNOTATIONS, index);
        int length = window.position() - window.mark();
        if (scanner.peek() >= 0) {
            throw scanner.wrong("there is more after the end of the object");
        }
        // the look at what follows may have moved the window
        record.setBytes(window.bytes(), window.mark(), window.mark() + length);
        AnnotationException duplicate = takeDuplicate(record);
        if (duplicate != null) {
            throw duplicate;
        }
    }

    /** What is wrong with the record read last if one of its members, at any depth, has the name of another; or null. */
    AnnotationException takeDuplicate(CocoRecord record) {
        JsonScanner.Place duplicate = scanner.takeDuplicate();
        return duplicate == null
                ? null
                : new AnnotationException(
                        "duplicate-member",
                        record.where(),
                        duplicate.after("a member has the name of another"),
                        record.section(),
                        record.index(),
                        duplicate.line(),
                        duplicate.column());
    }
}
