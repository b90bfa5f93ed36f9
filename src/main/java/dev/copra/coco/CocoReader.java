package dev.copra.coco;

import dev.copra.io.Input;
import dev.copra.io.TemporaryFile;
import dev.copra.json.BracketSkipper;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonValues;
import dev.copra.json.NonFinitePolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a document in one pass and shows its records to a visitor; optionally copies it, with the visitor's edits, byte by
 * byte. Memory is bounded by the longest record.
 *
 * <p>If annotations stand before a list that the visitor needs first, the rest of the document is read twice: a file by
 * opening it again, a pipe by way of a temporary file.
 */
public final class CocoReader {
    /** An object of more bytes does not describe the file, but holds its data. */
    private static final int MOST_DESCRIPTION = 1 << 16;

    private final Input input;
    private final CocoVisitor visitor;
    private final NonFinitePolicy policy;
    private final ByteWindow window;
    private final JsonScanner scanner;
    private final RecordScanner records;
    private final CocoRecord record = new CocoRecord();
    private final Map<Spelling, Long> spellings = new EnumMap<>(Spelling.class);
    private Set<Section> needed;
    private final Set<Section> known = EnumSet.noneOf(Section.class);
    private final Set<Section> lists = EnumSet.noneOf(Section.class);
    private final Set<Section> nulls = EnumSet.noneOf(Section.class);
    /** Whether this reader only runs ahead to learn the lists that are needed first. */
    private final boolean ahead;
    /** Whether nobody reads on from where it has run to. */
    private final boolean learnsOnly;

    private final boolean writes;
    /** Several copies, or null if there is one or none. */
    private final CopyFork fork;
    /** Which copies have a record of the list that is being read. */
    private final boolean[] begun;
    /** Whether a member that is none of the lists was read. */
    private boolean othersRead;
    /** What is left of a pipe, once it had to be read twice; or null. */
    private FileChannel spool;

    private enum Mode {
        READ,
        AHEAD,
        LEARN
    }

    private CocoReader(
            Input input, InputStream in, CocoVisitor visitor, OutputStream copy, NonFinitePolicy policy, Mode mode) {
        this.input = input;
        this.visitor = visitor;
        this.needed = visitor.needsBeforeAnnotations();
        this.policy = policy;
        ahead = mode != Mode.READ;
        learnsOnly = mode == Mode.LEARN;
        writes = copy != null;
        fork = copy instanceof CopyFork several ? several : null;
        begun = new boolean[fork == null ? 1 : fork.size()];
        window = new ByteWindow(in, copy);
        scanner = new JsonScanner(window, policy);
        records = new RecordScanner(scanner);
    }

    /**
     * What was read.
     *
     * @param kind the document's layout
     * @param nonFinite how many numbers were NaN or Infinity
     * @param byteOrderMark whether it starts with one, which Python's {@code json} refuses
     * @param lists those that a data set has
     * @param nulls those that are null in it
     * @param spellings how many records have values that the visitor asked for and that are not written as COCO writes them
     */
    public record Summary(
            DocumentKind kind,
            long nonFinite,
            boolean byteOrderMark,
            Set<Section> lists,
            Set<Section> nulls,
            Map<Spelling, Long> spellings) {

        /** Says which values were read though they are not written as COCO writes them. */
        public void noteSpellings(String file, Messages messages) {
            for (Map.Entry<Spelling, Long> spelling : spellings.entrySet()) {
                messages.note(file + ": " + spelling.getKey().label() + " in " + spelling.getValue()
                        + (spelling.getValue() == 1 ? " record" : " records") + ": they were read as they are meant");
            }
        }
    }

    /** Reads a document. */
    public static Summary read(Input input, CocoVisitor visitor) throws IOException {
        return rewrite(input, visitor, null, NonFinitePolicy.KEEP);
    }

    /**
     * Reads a document for the lists that a visitor {@linkplain CocoVisitor#needsBeforeAnnotations needs before the
     * annotations}: it learns their records, and is shown nothing else. Passes over the annotations without a look at them,
     * because they are read later, and ends when all is known: what is wrong in the text may not be told, and places are not
     * known.
     */
    public static void learn(Input input, CocoVisitor visitor) throws IOException {
        read(input, visitor, null, NonFinitePolicy.KEEP, Mode.LEARN);
    }

    /**
     * Reads a document and writes it with the visitor's edits.
     *
     * @param copy receives the document, or null
     * @throws JsonException if the input is not JSON, or not in one of the three layouts; names it
     */
    public static Summary rewrite(Input input, CocoVisitor visitor, OutputStream copy, NonFinitePolicy policy)
            throws IOException {
        return read(input, visitor, copy, policy, Mode.READ);
    }

    private static Summary read(Input input, CocoVisitor visitor, OutputStream copy, NonFinitePolicy policy, Mode mode)
            throws IOException {
        try (InputStream in = input.open()) {
            CocoReader reader = new CocoReader(input, in, visitor, copy, policy, mode);
            try {
                return reader.readAll();
            } catch (ByteWindow.TooLongException e) {
                throw reader.scanner.wrong(e.getMessage()).in(input.name());
            } catch (JsonException e) {
                throw e.in(input.name());
            } finally {
                if (reader.spool != null) {
                    reader.spool.close();
                }
            }
        }
    }

    /**
     * Reads a document and writes several copies, of which each has all but the images and annotations; these are in the copies
     * that the visitor's edits name, or in the first.
     *
     * @param copies receive the document
     * @throws JsonException as {@link #rewrite(Input, CocoVisitor, OutputStream, NonFinitePolicy)}
     */
    public static Summary divide(
            Input input, CocoVisitor visitor, List<? extends OutputStream> copies, NonFinitePolicy policy)
            throws IOException {
        return rewrite(input, visitor, new CopyFork(copies), policy);
    }

    private Summary readAll() throws IOException {
        boolean byteOrderMark = scanner.skipByteOrderMark();
        if (byteOrderMark && visitor.dropsByteOrderMark()) {
            window.dropUpTo(window.position());
        }
        int first = scanner.peek();
        DocumentKind kind;
        if (first == '[') {
            kind = DocumentKind.RESULTS;
            visitor.begin(kind);
            long from = window.offset();
            if (!learnsOnly) {
                readList(Section.ANNOTATIONS);
                visitor.placed(Section.ANNOTATIONS.member(), from, window.offset());
            }
        } else if (first == '{') {
            kind = startsWithRecord() ? DocumentKind.LINES : DocumentKind.DATASET;
            visitor.begin(kind);
            if (kind == DocumentKind.DATASET) {
                readDataset();
            } else if (!learnsOnly) {
                readLines();
            }
        } else {
            JsonException problem = scanner.wrong(
                    switch (first) {
                        case -1 -> "the input is empty";
                        case 'P' -> "this is not JSON; if it is a zip archive, unpack it";
                        case 0xFE, 0xFF -> "this is not JSON in UTF-8";
                        default -> "this is neither a JSON object nor a list";
                    });
            if (first < 0 || first == 'P' || first > 127) {
                throw problem;
            }
            scanner.skipValue();
            visitor.misplaced("document-type", null, problem);
            kind = DocumentKind.DATASET;
        }
        if (!learnsOnly && scanner.peek() >= 0) {
            throw scanner.wrong("there is more after the end of the document");
        }
        window.copyUpTo(window.position());
        return new Summary(kind, scanner.nonFiniteCount(), byteOrderMark, lists, nulls, spellings);
    }

    /**
     * Whether the object ahead is one annotation of many rather than a data set: it has a member that only an annotation
     * has, before any list of records; or, having neither, it is followed by another object.
     */
    private boolean startsWithRecord() throws IOException {
        JsonScanner.State start = scanner.state();
        window.setMark();
        try {
            if (scanner.open('{', '}')) {
                do {
                    String name = readName();
                    if (Section.of(name) != null) {
                        return false;
                    }
                    if (name.equals("image_id") || name.equals("bbox") || name.equals("segmentation")) {
                        return true;
                    }
                    scanner.expect(':');
                    scanner.skipValue();
                } while (scanner.next('}'));
            }
            return scanner.peek() == '{';
        } catch (ByteWindow.TooLongException e) {
            // no annotation has such members
            return false;
        } finally {
            window.seek(window.mark());
            window.clearMark();
            scanner.restore(start);
        }
    }

    private String readName() throws IOException {
        scanner.peek();
        int mark = window.mark();
        if (mark < 0) {
            window.setMark();
        }
        int from = window.position() - window.mark();
        scanner.skipName();
        String name = JsonValues.string(window.bytes(), window.mark() + from, window.position());
        if (mark < 0) {
            window.clearMark();
        }
        return name;
    }

    private void readDataset() throws IOException {
        Set<String> names = new HashSet<>();
        if (scanner.open('{', '}')) {
            do {
                scanner.peek();
                JsonScanner.Place place = scanner.place();
                String name = readName();
                if (!names.add(name)) {
                    duplicate(name, place);
                }
                scanner.expect(':');
                scanner.peek();
                long from = window.offset();
                readMember(name);
                if (!ahead) {
                    visitor.placed(name, from, window.offset());
                }
            } while (!knowsAll() && scanner.next('}'));
        }
    }

    /** Whether this reader only runs ahead, and has seen what it was to learn. */
    private boolean knowsAll() {
        return learnsOnly && known.containsAll(needed);
    }

    private void duplicate(String name, JsonScanner.Place place) throws IOException {
        String message = "duplicate member \"" + name + "\"";
        if (Section.of(name) != null) {
            misplaced("section-duplicate", name, new JsonException(message, place.line(), place.column()));
        } else {
            reject(new AnnotationException(
                    "duplicate-member", "the document", place.after(message), null, -1, place.line(), place.column()));
        }
    }

    /**
     * Reads a member that is none of the lists. Shows its value if it is the first one, {@code info} or {@code image}, and a
     * short object.
     */
    private void readOther(String name) throws IOException {
        boolean described = !othersRead || name.equals("info") || name.equals("image");
        othersRead = true;
        // what is to be replaced must be replaced as it is read
        if (described && policy != NonFinitePolicy.NULL && scanner.peek() == '{') {
            window.setMark();
            boolean whole = records.scanShort(record, MOST_DESCRIPTION);
            scanner.takeNonFinite();
            visitor.describe(name, whole ? record : null);
            window.clearMark();
        } else {
            scanner.skipValue();
            visitor.describe(name, null);
        }
        checkDuplicate(name);
    }

    private void readMember(String name) throws IOException {
        Section section = Section.of(name);
        int first = scanner.peek();
        if (section != null) {
            (first == 'n' ? nulls : lists).add(section);
            needed = visitor.needsBeforeAnnotations();
        }
        boolean list = section != null && section != Section.VIDEOS;
        if (first == 'n' || !list && !ahead && visitor.wantsMember(name)) {
            skipMember(name);
            checkDuplicate(name);
        } else if (section == null) {
            readOther(name);
        } else if (first != '[') {
            misplaced("section-type", name, scanner.wrong("\"" + name + "\" is not a list"));
            scanner.skipValue();
            scanner.takeDuplicate();
        } else if (section != Section.ANNOTATIONS) {
            readList(section);
            known.add(section);
        } else if (learnsOnly) {
            if (!BracketSkipper.skip(window)) {
                throw scanner.wrong("the input ends within the list of annotations");
            }
        } else if (ahead) {
            scanner.skipValue();
            scanner.takeDuplicate();
        } else {
            if (!known.containsAll(needed)) {
                readAhead();
            }
            readList(section);
        }
    }

    private void skipMember(String name) throws IOException {
        if (ahead || !visitor.wantsMember(name)) {
            scanner.skipValue();
            return;
        }
        window.setMark();
        scanner.skipValue();
        visitor.member(name, Arrays.copyOfRange(window.bytes(), window.mark(), window.position()));
        window.clearMark();
    }

    /** Learns the lists that stand behind the annotations. */
    private void readAhead() throws IOException {
        if (input.repeatable()) {
            try (InputStream again = input.open()) {
                CocoReader reader = ahead(again);
                reader.scanner.skipByteOrderMark();
                reader.readDataset();
            }
        } else {
            writeSpool();
            CocoReader reader = ahead(TemporaryFile.read(spool));
            reader.scanner.startAt(scanner.place());
            reader.readMember(Section.ANNOTATIONS.member());
            while (reader.scanner.next('}')) {
                String name = reader.readName();
                reader.scanner.expect(':');
                reader.readMember(name);
            }
            window.continueFrom(TemporaryFile.read(spool));
        }
        known.addAll(needed);
    }

    private CocoReader ahead(InputStream again) {
        CocoReader reader = new CocoReader(input, again, visitor, null, policy, Mode.AHEAD);
        reader.known.addAll(known);
        return reader;
    }

    /** Puts the rest of a pipe into a temporary file, which goes when it is closed, and on Unix however the run ends. */
    private void writeSpool() throws IOException {
        try (InputStream rest = window.rest()) {
            spool = TemporaryFile.of(rest::transferTo);
        }
    }

    private void readList(Section section) throws IOException {
        scanner.expect('[');
        window.setMark();
        if (scanner.peek() == ']') {
            window.skip();
            window.clearMark();
            return;
        }
        Arrays.fill(begun, false);
        for (long index = 0; ; index++) {
            readRecord(section, index, Separator.WITHOUT_COMMA);
            window.setMark();
            if (!scanner.next(']')) {
                window.clearMark();
                return;
            }
            scanner.peek();
        }
    }

    private void readLines() throws IOException {
        Arrays.fill(begun, false);
        window.setMark();
        for (long index = 0; scanner.peek() >= 0; index++) {
            JsonScanner.State start = scanner.state();
            int from = window.position() - window.mark();
            try {
                readRecord(Section.ANNOTATIONS, index, Separator.NONE);
            } catch (JsonException e) {
                // what is written must be JSON
                if (writes || policy == NonFinitePolicy.ERROR) {
                    throw e;
                }
                scanner.restore(start);
                window.seek(window.mark() + from);
                passBrokenLine(e, index);
            }
            window.setMark();
        }
        window.clearMark();
    }

    /** A line that is no JSON costs itself alone: with the next one a record begins. */
    private void passBrokenLine(JsonException problem, long index) throws IOException {
        scanner.skipLine();
        reject(new AnnotationException(
                "line-broken",
                Section.ANNOTATIONS.member() + "[" + index + "]",
                problem.getMessage(),
                Section.ANNOTATIONS,
                index,
                problem.line(),
                problem.column()));
    }

    /** What is written of what stands before a record, if all records before it were left out. */
    private enum Separator {
        WITHOUT_COMMA,
        NONE
    }

    /** Reads the record at the position; the mark is at the separator before it. */
    private void readRecord(Section section, long index, Separator separator) throws IOException {
        int from = window.position() - window.mark();
        if (scanner.peek() != '{') {
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
            write(Edit.KEEP, section, from, separator);
            return;
        }
        records.scan(record, section, index);
        write(visit(section), section, from, separator);
    }

    private Edit visit(Section section) throws IOException {
        AnnotationException duplicate = records.takeDuplicate(record);
        if (duplicate != null) {
            reject(duplicate);
            if (!visitor.readsAmbiguous()) {
                return Edit.KEEP;
            }
        }
        try {
            if (!known.contains(section) && needed.contains(section)) {
                visitor.learn(record);
            }
            if (ahead) {
                return Edit.KEEP;
            }
            return switch (section) {
                case IMAGES -> visitor.image(record);
                case CATEGORIES -> visitor.category(record);
                case VIDEOS -> visitor.video(record);
                case ANNOTATIONS -> visitor.annotation(record);
            };
        } catch (AnnotationException e) {
            visitor.reject(e);
            return Edit.KEEP;
        } finally {
            if (record.isLoose()) {
                record.spellings().forEach(spelling -> spellings.merge(spelling, 1L, Long::sum));
            }
        }
    }

    private void checkDuplicate(String where) throws IOException {
        JsonScanner.Place duplicate = scanner.takeDuplicate();
        if (duplicate != null) {
            reject(new AnnotationException(
                    "duplicate-member", where, duplicate.after("a member has the name of another")));
        }
    }

    /** As for {@link #reject}. */
    private void misplaced(String code, String member, JsonException problem) throws IOException {
        if (!ahead) {
            visitor.misplaced(code, member, problem);
        }
    }

    /** What the reader ahead finds in the text, the one behind it finds again: it is told once. */
    private void reject(AnnotationException problem) throws IOException {
        if (!ahead) {
            visitor.reject(problem);
        }
    }

    private void write(Edit edit, Section section, int from, Separator separator) throws IOException {
        List<JsonScanner.NonFinite> nonFinite = scanner.takeNonFinite();
        int start = window.mark() + from;
        if (edit.drop()) {
            window.copyUpTo(window.mark());
            window.dropUpTo(window.position());
            return;
        }
        int copy = copy(edit, section);
        if (fork != null) {
            window.copyUpTo(window.mark());
            fork.select(copy);
        }
        if (!begun[Math.max(copy, 0)]) {
            skipSeparator(separator, start);
        }
        RecordWriter.write(window, record, edit, policy == NonFinitePolicy.NULL ? nonFinite : List.of());
        if (fork == null) {
            begun[0] = true;
            return;
        }
        window.copyUpTo(window.position());
        fork.select(Edit.ALL_COPIES);
        Arrays.fill(begun, Math.max(copy, 0), copy < 0 ? begun.length : copy + 1, true);
    }

    /** The copy that has a record: of the lists that are divided always one. */
    private int copy(Edit edit, Section section) {
        if (fork == null || edit.copy() != Edit.ALL_COPIES) {
            return fork == null ? 0 : edit.copy();
        }
        return section == Section.IMAGES || section == Section.ANNOTATIONS ? 0 : Edit.ALL_COPIES;
    }

    /** Leaves out what separates a record from those before it, of which none was kept: a comma, or all between lines. */
    private void skipSeparator(Separator separator, int start) throws IOException {
        window.copyUpTo(window.mark());
        if (separator == Separator.NONE) {
            window.dropUpTo(start);
            return;
        }
        for (int p = window.mark(); p < start; p++) {
            if (window.bytes()[p] == ',') {
                window.dropUpTo(p + 1);
            }
        }
    }
}
