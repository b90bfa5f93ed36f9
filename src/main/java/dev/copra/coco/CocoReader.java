package dev.copra.coco;

import dev.copra.io.Input;
import dev.copra.io.TemporaryFile;
import dev.copra.json.BracketSkipper;
import dev.copra.json.ByteWindow;
import dev.copra.json.JsonException;
import dev.copra.json.JsonScanner;
import dev.copra.json.JsonValues;
import dev.copra.json.NonFinitePolicy;
import dev.copra.run.Workers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.util.Arrays;
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
    private static final String OTHER_FORMATS =
            "'copra convert' makes a COCO file of the formats that 'copra formats' lists";

    /** An object of more bytes does not describe the file, but holds its data. */
    private static final int MOST_DESCRIPTION = 1 << 16;

    private final Input input;
    private final CocoVisitor visitor;
    private final NonFinitePolicy policy;
    private final ByteWindow window;
    private final JsonScanner scanner;
    private final RecordScanner records;
    /** The object that describes the document. */
    private final CocoRecord record = new CocoRecord();

    private final ListReader list;
    private final ReadingAhead readingAhead;
    private Set<Section> needed;
    private final Set<Section> known = EnumSet.noneOf(Section.class);
    private final Set<Section> lists = EnumSet.noneOf(Section.class);
    private final Set<Section> nulls = EnumSet.noneOf(Section.class);
    /** Whether this reader only runs ahead to learn the lists that are needed first. */
    private final boolean ahead;
    /** Whether nobody reads on from where it has run to. */
    private final boolean learnsOnly;

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
            Input input,
            InputStream in,
            CocoVisitor visitor,
            OutputStream copy,
            NonFinitePolicy policy,
            ReadingAhead readingAhead,
            Mode mode) {
        this.input = input;
        this.visitor = visitor;
        this.needed = visitor.needsBeforeAnnotations();
        this.policy = policy;
        ahead = mode != Mode.READ;
        learnsOnly = mode == Mode.LEARN;
        this.readingAhead = readingAhead;
        window = new ByteWindow(in, copy);
        scanner = new JsonScanner(window, policy);
        records = new RecordScanner(scanner);
        list = new ListReader(scanner, visitor, new CopyWriter(window, copy, policy), readingAhead, ahead);
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

        /** Says what a command takes as it is meant, or as nothing: other spellings, and a document without a single list. */
        public void noteOddities(String file, Messages messages) {
            if (kind == DocumentKind.DATASET && lists.isEmpty() && nulls.isEmpty()) {
                messages.note(file + ": there are no images, annotations or categories in it; " + OTHER_FORMATS);
            }
            for (Map.Entry<Spelling, Long> spelling : spellings.entrySet()) {
                messages.note(file + ": " + spelling.getKey().label() + " in " + spelling.getValue()
                        + (spelling.getValue() == 1 ? " record" : " records") + ": they were read as they are meant");
            }
        }
    }

    /** Reads a document, with as many threads as the machine runs at a time. */
    public static Summary read(Input input, CocoVisitor visitor) throws IOException {
        return read(input, visitor, Workers.available());
    }

    /**
     * Reads a document.
     *
     * @param threads that find the records of long lists, the caller's included, in which the visitor is called
     * @throws JsonException if the input is not JSON, or not in one of the three layouts; names it
     */
    public static Summary read(Input input, CocoVisitor visitor, int threads) throws IOException {
        return read(input, visitor, null, NonFinitePolicy.KEEP, ReadingAhead.by(threads), Mode.READ);
    }

    /**
     * Reads a document for the lists that a visitor {@linkplain CocoVisitor#needsBeforeAnnotations needs before the
     * annotations}: it learns their records, and is shown nothing else. Passes over the annotations without a look at them,
     * because they are read later, and ends when all is known: what is wrong in the text may not be told, and places are not
     * known.
     */
    public static void learn(Input input, CocoVisitor visitor) throws IOException {
        read(input, visitor, null, NonFinitePolicy.KEEP, ReadingAhead.NONE, Mode.LEARN);
    }

    /**
     * Reads a document and writes it with the visitor's edits.
     *
     * @param copy receives the document, or null
     * @throws JsonException if the input is not JSON, or not in one of the three layouts; names it
     */
    public static Summary rewrite(Input input, CocoVisitor visitor, OutputStream copy, NonFinitePolicy policy)
            throws IOException {
        return rewrite(input, visitor, copy, policy, Workers.available());
    }

    /** As the other one. @param threads as for {@link #read(Input, CocoVisitor, int)} */
    public static Summary rewrite(
            Input input, CocoVisitor visitor, OutputStream copy, NonFinitePolicy policy, int threads)
            throws IOException {
        return rewrite(input, visitor, copy, policy, ReadingAhead.by(threads));
    }

    static Summary rewrite(
            Input input, CocoVisitor visitor, OutputStream copy, NonFinitePolicy policy, ReadingAhead readingAhead)
            throws IOException {
        return read(input, visitor, copy, policy, readingAhead, Mode.READ);
    }

    private static Summary read(
            Input input,
            CocoVisitor visitor,
            OutputStream copy,
            NonFinitePolicy policy,
            ReadingAhead readingAhead,
            Mode mode)
            throws IOException {
        try (InputStream in = input.open()) {
            CocoReader reader = new CocoReader(input, in, visitor, copy, policy, readingAhead, mode);
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
                list.readLines();
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
            try {
                scanner.skipValue();
            } catch (JsonException e) {
                throw new JsonException("this is not JSON (" + OTHER_FORMATS + ")", problem.line(), problem.column());
            }
            visitor.misplaced("document-type", null, problem);
            kind = DocumentKind.DATASET;
        }
        if (!learnsOnly && scanner.peek() >= 0) {
            throw scanner.wrong("there is more after the end of the document");
        }
        window.copyUpTo(window.position());
        return new Summary(kind, scanner.nonFiniteCount(), byteOrderMark, lists, nulls, list.spellings());
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

    private void readList(Section section) throws IOException {
        list.readList(section, needed.contains(section) && !known.contains(section));
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
        CocoReader reader = new CocoReader(input, again, visitor, null, policy, readingAhead, Mode.AHEAD);
        reader.known.addAll(known);
        return reader;
    }

    /** Puts the rest of a pipe into a temporary file, which goes when it is closed, and on Unix however the run ends. */
    private void writeSpool() throws IOException {
        try (InputStream rest = window.rest()) {
            spool = TemporaryFile.of(rest::transferTo);
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
}
