package dev.copra.coco;

import dev.copra.json.ByteWindow;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonText;
import dev.copra.json.NonFinitePolicy;
import dev.copra.run.Pool;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A part of a list's text, cut where a record may end, and the records that are found in it. A part is read as if it began behind a record:
 * this is known of the first part of a list, and of each that follows one whose records end where it was cut. Only what is beyond doubt is
 * taken: at the first record with something odd a part ends, and who reads on from there will tell what it is.
 */
final class RecordBlock implements Callable<RecordBlock> {
    /** The text up to the limit; behind it there is room for one byte. */
    byte[] bytes;

    int limit;
    /** Offset of the first byte in the document. */
    long offset;

    private final MemberTable members = new MemberTable();
    private int count;
    /** Of each record: start, end, the number of its members and those before, its line from 0, the start of that line or -1. */
    private int[] records = new int[FIELDS * 64];

    private static final int FIELDS = 5;
    private static final int START = 0;
    private static final int END = 1;
    private static final int MEMBERS = 2;
    private static final int LINE = 3;
    private static final int LINE_START = 4;

    private int end;
    private int endLine;
    private int endLineStart;

    private final Separator separator;
    /** Those who answer for the records, or null if nobody does. */
    private final Pool<AnnotationEditor> editors;
    /** What they answer, with edits whose members are written; null where they did not. */
    private AnnotationEditor.Answer[] answers = {};
    /** The text of the records that are changed, and where that of each ends: at the end of the one before if there is none. */
    private final JsonText written = new JsonText(1);

    private int[] writtenTo = {};

    /** @param editors who answer for the records; null if nobody does */
    RecordBlock(int capacity, Separator separator, Pool<AnnotationEditor> editors) {
        bytes = new byte[capacity + 1];
        this.separator = separator;
        this.editors = editors;
    }

    /** Makes room for more bytes behind the limit. */
    void require(int more) {
        if (limit + more >= bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(limit + more + 1, 2 * bytes.length));
        }
    }

    /** What was answered for a record, or null if the visitor is to be asked. */
    AnnotationEditor.Answer answer(int record) {
        return editors == null ? null : answers[record];
    }

    /** The text of the records that are changed by those who answered. */
    JsonText written() {
        return written;
    }

    /** Where the text of a record begins. */
    int writtenFrom(int record) {
        return record == 0 ? 0 : writtenTo[record - 1];
    }

    /** Where the text of a record ends: where it begins if the record is not changed. */
    int writtenTo(int record) {
        return writtenTo[record];
    }

    /** How many records were found. */
    int count() {
        return count;
    }

    /** Index behind the last record that was found. */
    int end() {
        return end;
    }

    /** Whether the text ends behind a record: so what follows it does begin behind one. */
    boolean whole() {
        return end == limit;
    }

    int start(int record) {
        return records[FIELDS * record + START];
    }

    int end(int record) {
        return records[FIELDS * record + END];
    }

    MemberTable members() {
        return members;
    }

    int firstMember(int record) {
        return record == 0 ? 0 : records[FIELDS * (record - 1) + MEMBERS];
    }

    int memberEnd(int record) {
        return records[FIELDS * record + MEMBERS];
    }

    /** Line of a record's first byte, if the block begins in a line. */
    long line(int record, long lineOfBlock) {
        return lineOfBlock + records[FIELDS * record + LINE];
    }

    /** Offset in the document of the first byte of a record's line, if that of the block begins at an offset. */
    long lineStart(int record, long lineStartOfBlock) {
        int from = records[FIELDS * record + LINE_START];
        return from < 0 ? lineStartOfBlock : offset + from;
    }

    /** As {@link #line}, of the end. */
    long endLine(long lineOfBlock) {
        return lineOfBlock + endLine;
    }

    /** As {@link #lineStart}, of the end. */
    long endLineStart(long lineStartOfBlock) {
        return endLineStart < 0 ? lineStartOfBlock : offset + endLineStart;
    }

    @Override
    public RecordBlock call() {
        find();
        if (editors != null) {
            AnnotationEditor editor = editors.take();
            answer(editor);
            editors.giveBack(editor);
        }
        return this;
    }

    /** Has the records answered for and written, so that nothing of an answer is kept but what is counted. */
    private void answer(AnnotationEditor editor) {
        answers = new AnnotationEditor.Answer[count];
        writtenTo = new int[count];
        written.clear();
        CocoRecord shown = new CocoRecord();
        for (int i = 0; i < count; i++) {
            shown.show(this, i, Section.ANNOTATIONS, i, line(i, 1), lineStart(i, offset));
            AnnotationEditor.Answer answer = answer(editor, shown);
            if (answer != null) {
                if (!answer.edit().members().isEmpty()) {
                    RecordWriter.write(written, shown, answer.edit(), List.of(), 0);
                }
                answers[i] = new AnnotationEditor.Answer(answer.edit().withoutMembers(), answer.inTurn());
            }
            writtenTo[i] = written.size();
        }
    }

    private static AnnotationEditor.Answer answer(AnnotationEditor editor, CocoRecord shown) {
        try {
            AnnotationEditor.Answer answer = editor.answer(shown);
            return shown.isLoose() ? null : answer;
        } catch (AnnotationException | IOException | RuntimeException e) {
            // perhaps this is no record of the list at all; if it is, the same is found in its turn
            return null;
        }
    }

    private void find() {
        members.clear();
        count = 0;
        end = 0;
        endLine = 0;
        endLineStart = -1;
        ByteWindow window = new ByteWindow(bytes, limit);
        JsonScanner scanner = new JsonScanner(window, NonFinitePolicy.ERROR);
        RecordScanner finder = new RecordScanner(scanner);
        window.setMark();
        try {
            while (end < limit && isNext(scanner)) {
                int start = window.position();
                int line = (int) scanner.line() - 1;
                int lineStart = line == 0 ? -1 : start - (int) scanner.column() + 1;
                finder.scanMembers(members);
                if (scanner.takeDuplicate() != null) {
                    return;
                }
                end = window.position();
                add(start, line, lineStart);
                endLine = (int) scanner.line() - 1;
                endLineStart = endLine == 0 ? -1 : end - (int) scanner.column() + 1;
            }
        } catch (IOException e) {
            // is found again, and told, by who reads on from the end
            return;
        }
    }

    /** Whether another record follows. Goes to it. */
    private boolean isNext(JsonScanner scanner) throws IOException {
        return (separator == Separator.NONE || scanner.next(']')) && scanner.peek() == '{';
    }

    private void add(int start, int line, int lineStart) {
        int at = FIELDS * count++;
        if (at == records.length) {
            records = Arrays.copyOf(records, 2 * at);
        }
        records[at + START] = start;
        records[at + END] = end;
        records[at + MEMBERS] = members.size();
        records[at + LINE] = line;
        records[at + LINE_START] = lineStart;
    }
}
