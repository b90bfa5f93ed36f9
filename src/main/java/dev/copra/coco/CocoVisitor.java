package dev.copra.coco;

import dev.copra.json.JsonException;
import java.io.IOException;
import java.util.Set;

/** What a command does with the records of a document, in the order in which they stand. */
public interface CocoVisitor {

    /** Told first of all which layout the document has. */
    default void begin(DocumentKind kind) {}

    /**
     * Told of every member of a data set that is none of its lists of records, unless it {@linkplain #wantsMember wants} the
     * whole of it, where it stands; those behind the annotations
     * perhaps before these, too, if another list there is needed first.
     *
     * @param value the value, if it is an object of a few thousand bytes that describes the file or its one image; else null
     */
    default void describe(String name, CocoRecord value) {}

    /**
     * Told where the value of a member of a data set lies, once it was read; of results, where the list does, under the name
     * {@code annotations}.
     *
     * @param from offset of its first byte in the document, unpacked
     * @param to offset behind its last byte
     */
    default void placed(String name, long from, long to) {}

    /**
     * The lists that must be known before the first annotation, wherever they stand in the document. Asked again before every
     * list: what was shown so far may make more of them necessary.
     */
    default Set<Section> needsBeforeAnnotations() {
        return Set.of();
    }

    /**
     * Shown every record of the lists that are needed before the annotations, once, and before the first annotation.
     *
     * @throws AnnotationException if the record cannot be used
     */
    default void learn(CocoRecord record) throws AnnotationException {}

    /** @throws AnnotationException if the record is bad; it is then copied unchanged and {@link #reject}ed */
    default Edit image(CocoRecord image) throws AnnotationException, IOException {
        return Edit.KEEP;
    }

    /** @throws AnnotationException if the record is bad; it is then copied unchanged and {@link #reject}ed */
    default Edit category(CocoRecord category) throws AnnotationException, IOException {
        return Edit.KEEP;
    }

    /** @throws AnnotationException if the record is bad; it is then copied unchanged and {@link #reject}ed */
    default Edit video(CocoRecord video) throws AnnotationException, IOException {
        return Edit.KEEP;
    }

    /** @throws AnnotationException if the record is bad; it is then copied unchanged and {@link #reject}ed */
    default Edit annotation(CocoRecord annotation) throws AnnotationException, IOException {
        return Edit.KEEP;
    }

    /**
     * One more thing that answers for annotations in place of {@link #annotation}, so that several threads can; or null if annotations are
     * only to be shown in their turn.
     */
    default AnnotationEditor editor() {
        return null;
    }

    /** Told of every bad record. */
    void reject(AnnotationException problem) throws IOException;

    /** Whether a record with two members of one name is shown all the same, after it was rejected. The first one counts. */
    default boolean readsAmbiguous() {
        return false;
    }

    /** Whether a byte order mark before the JSON is left out of the copy. */
    default boolean dropsByteOrderMark() {
        return false;
    }

    /** Whether this visitor wants to see a member of the document that is no list of records, such as {@code info}. */
    default boolean wantsMember(String name) {
        return false;
    }

    /**
     * Shown a member of the document that it wants.
     *
     * @param json its value, which is a copy
     */
    default void member(String name, byte[] json) {}

    /**
     * Told of JSON that is not laid out as one of the three kinds; the part is skipped.
     *
     * @param code {@code document-type}, {@code section-type} or {@code section-duplicate}
     * @param member the member of the document that is wrong, or null if it is the document
     * @throws JsonException the problem, unless this visitor can go on
     */
    default void misplaced(String code, String member, JsonException problem) throws IOException {
        throw problem;
    }
}
