package dev.copra.coco;

import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import dev.copra.run.Pool;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Reads the records of a list, shows each to a visitor, and has what it answers written. */
final class ListReader {
    private final ByteWindow window;
    private final JsonScanner scanner;
    private final RecordScanner records;
    private final CocoRecord record = new CocoRecord();
    private final CocoVisitor visitor;
    private final CopyWriter copy;
    private final ReadingAhead ahead;
    private final boolean learns;
    private final Map<Spelling, Long> spellings = new EnumMap<>(Spelling.class);

    private Section section;
    /** So many bytes are read by this thread before others are tried again, and where that is. */
    private long wait;

    private long alone;
    /** Whether the visitor needs the list before the annotations, and has not seen it. */
    private boolean needed;

    /** @param learns whether the visitor is only shown what it needs before the annotations, because all is read once more */
    ListReader(JsonScanner scanner, CocoVisitor visitor, CopyWriter copy, ReadingAhead ahead, boolean learns) {
        window = scanner.window();
        this.scanner = scanner;
        records = new RecordScanner(scanner);
        this.visitor = visitor;
        this.copy = copy;
        this.ahead = ahead;
        this.learns = learns;
    }

    /** How many records had values that the visitor asked for and that are not written as COCO writes them. */
    Map<Spelling, Long> spellings() {
        return spellings;
    }

    /** Reads the list at the position. @param needed whether the visitor needs it before the annotations, and has not seen it */
    void readList(Section list, boolean needed) throws IOException {
        section = list;
        this.needed = needed;
        scanner.expect('[');
        window.setMark();
        if (scanner.peek() == ']') {
            window.skip();
            window.clearMark();
            return;
        }
        copy.beginList();
        readAlone(ahead.alone());
        for (long index = 0; ; index++) {
            index = readOn(index, readRecord(index, Separator.COMMA), Separator.COMMA);
            if (!scanner.next(']')) {
                window.clearMark();
                return;
            }
            scanner.peek();
        }
    }

    private void readAlone(long bytes) {
        wait = bytes;
        alone = window.offset() + bytes;
    }

    /**
     * Sets the mark behind a record, and reads on in blocks if it is time to.
     *
     * @param object whether the record is an object
     * @return the index of the record that was read last
     */
    private long readOn(long index, boolean object, Separator separator) throws IOException {
        window.setMark();
        if (!object || !ahead.wanted() || window.offset() <= alone) {
            return index;
        }
        long last = readBlocks(index, separator);
        // where blocks were no good they will hardly be better soon
        readAlone(2 * wait);
        return last;
    }

    /**
     * Reads on in blocks, as far as these go.
     *
     * @param last the index of the record that was read last, behind which the position is
     * @return the same, of where it has read to
     */
    private long readBlocks(long last, Separator separator) throws IOException {
        long index = last;
        try (BlockReader blocks = new BlockReader(window, record.firstName(), separator, ahead, editors())) {
            CocoRecord shown = new CocoRecord();
            RecordBlock block = blocks.next();
            while (true) {
                long line = scanner.line();
                long lineStart = window.offset() - scanner.column() + 1;
                window.copyUpTo(window.position());
                window.hold(block.bytes, block.limit, block.offset);
                for (int i = 0; i < block.count(); i++) {
                    window.setMark();
                    window.seek(block.end(i));
                    index++;
                    int from = block.start(i) - window.mark();
                    AnnotationEditor.Answer answer = block.answer(i);
                    if (answer == null) {
                        shown.show(block, i, section, index, block.line(i, line), block.lineStart(i, lineStart));
                        write(shown, visit(shown), from, separator);
                    } else {
                        copy.write(
                                answer.take(),
                                section,
                                from,
                                separator,
                                block.written(),
                                block.writtenFrom(i),
                                block.writtenTo(i));
                    }
                }
                scanner.startAt(block.endLine(line), window.offset() - block.endLineStart(lineStart) + 1);
                RecordBlock next = block.whole() ? blocks.next() : null;
                if (next == null) {
                    window.continueFrom(blocks.rest(block));
                    window.setMark();
                    return index;
                }
                blocks.reuse(block);
                block = next;
            }
        }
    }

    /** Those who answer for annotations in other threads, or null if there are none. */
    private Pool<AnnotationEditor> editors() {
        AnnotationEditor first = learns || section != Section.ANNOTATIONS ? null : visitor.editor();
        if (first == null) {
            return null;
        }
        Pool<AnnotationEditor> editors = new Pool<>(visitor::editor);
        editors.giveBack(first);
        return editors;
    }

    /** Reads one annotation behind the other, as JSON lines have them. */
    void readLines() throws IOException {
        section = Section.ANNOTATIONS;
        needed = false;
        copy.beginList();
        window.setMark();
        readAlone(ahead.alone());
        for (long index = 0; scanner.peek() >= 0; index++) {
            JsonScanner.State start = scanner.state();
            int from = window.position() - window.mark();
            boolean object = false;
            try {
                object = readRecord(index, Separator.NONE);
            } catch (JsonException e) {
                if (copy.needsJson()) {
                    throw e;
                }
                scanner.restore(start);
                window.seek(window.mark() + from);
                passBrokenLine(e, index);
            }
            index = readOn(index, object, Separator.NONE);
        }
        window.clearMark();
    }

    /** A line that is no JSON costs itself alone: with the next one a record begins. */
    private void passBrokenLine(JsonException problem, long index) throws IOException {
        scanner.skipLine();
        reject(new AnnotationException(
                "line-broken",
                section.member() + "[" + index + "]",
                problem.getMessage(),
                section,
                index,
                problem.line(),
                problem.column()));
    }

    /** Reads the record at the position; the mark is at the separator before it. @return whether it is an object */
    private boolean readRecord(long index, Separator separator) throws IOException {
        int from = window.position() - window.mark();
        if (scanner.peek() == '{') {
            records.scan(record, section, index);
            write(record, visit(record), from, separator);
            return true;
        }
        JsonScanner.Place place = scanner.place();
        scanner.skipValue();
        scanner.takeDuplicate();
        reject(new AnnotationException(
                "record-type",
                section.member() + "[" + index + "]",
                place.after("this is not an object"),
                section,
                index,
                place.line(),
                place.column()));
        write(record, Edit.KEEP, from, separator);
        return false;
    }

    private void write(CocoRecord shown, Edit edit, int from, Separator separator) throws IOException {
        copy.write(shown, edit, section, from, separator, scanner.takeNonFinite());
    }

    private Edit visit(CocoRecord shown) throws IOException {
        AnnotationException duplicate = records.takeDuplicate(shown);
        if (duplicate != null) {
            reject(duplicate);
            if (!visitor.readsAmbiguous()) {
                return Edit.KEEP;
            }
        }
        try {
            if (needed) {
                visitor.learn(shown);
            }
            if (learns) {
                return Edit.KEEP;
            }
            return switch (section) {
                case IMAGES -> visitor.image(shown);
                case CATEGORIES -> visitor.category(shown);
                case VIDEOS -> visitor.video(shown);
                case ANNOTATIONS -> visitor.annotation(shown);
            };
        } catch (AnnotationException e) {
            visitor.reject(e);
            return Edit.KEEP;
        } finally {
            if (shown.isLoose()) {
                for (Spelling spelling : shown.spellings()) {
                    spellings.merge(spelling, 1L, Long::sum);
                }
            }
        }
    }

    /** What a reader ahead finds in the text, the one behind it finds again: it is told once. */
    private void reject(AnnotationException problem) throws IOException {
        if (!learns) {
            visitor.reject(problem);
        }
    }
}
