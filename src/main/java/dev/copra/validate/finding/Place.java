package dev.copra.validate.finding;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Section;
import dev.copra.coco.id.Id;

/**
 * Where a finding is.
 *
 * @param pointer JSON pointer (RFC 6901), such as {@code /annotations/12/bbox}; empty for the document
 * @param line from 1, or 0 if it is the document as a whole
 * @param column from 1, in bytes, or 0
 * @param image id of the image, as it stands in the file, or null
 * @param annotation id of the annotation, or null
 * @param category id of the category, if it is one's record, or null
 * @param member member of the record, or an empty text
 */
public record Place(String pointer, long line, long column, Id image, Id annotation, Id category, String member) {
    /** The document as a whole. */
    public static final Place DOCUMENT = new Place("", 0, 0, null, null, null, "");

    /** A member of a record, or the record itself if the member is empty or absent. */
    public static Place of(CocoRecord record, String member, DocumentKind kind) {
        boolean annotation = record.section() == Section.ANNOTATIONS;
        long[] at = record.position(member);
        Id id = id(record, "id");
        return new Place(
                pointer(record.section(), record.index(), kind) + (record.has(member) ? "/" + member : ""),
                at[0],
                at[1],
                annotation ? id(record, "image_id") : record.section() == Section.IMAGES ? id : null,
                annotation ? id : null,
                record.section() == Section.CATEGORIES ? id : null,
                member);
    }

    /** A member of the document. */
    public static Place member(String member, long line, long column) {
        return new Place(member.isEmpty() ? "" : "/" + member, line, column, null, null, null, member);
    }

    /**
     * The JSON pointer of a record.
     *
     * @param index its position in the list, from 0
     */
    public static String pointer(Section section, long index, DocumentKind kind) {
        return (kind == DocumentKind.DATASET ? "/" + section.member() : "") + "/" + index;
    }

    /** What stands there, even if it is no id; null if it is absent or null. */
    private static Id id(CocoRecord record, String member) {
        if (record.isNull(member)) {
            return null;
        }
        try {
            return record.id(member);
        } catch (AnnotationException e) {
            return Id.of(record.excerpt(member));
        }
    }

    /** The ids as words: {@code annotation 4711, image 9}; empty if there are none. */
    public String subject() {
        String subject = annotation != null
                ? "annotation " + annotation.text()
                : category != null ? "category " + category.text() : "";
        String separator = subject.isEmpty() ? "" : ", ";
        return image == null ? subject : subject + separator + "image " + image.text();
    }

    /** Names the thing in a way that survives edits elsewhere in the file: no file name, no position. */
    String key() {
        String thing = annotation != null
                ? "annotation " + annotation.text()
                : category != null
                        ? "category " + category.text()
                        : image != null ? "image " + image.text() : "document";
        return member.isEmpty() ? thing : thing + " " + member;
    }

    /** An id as {@link #image} and its like have it. */
    public static String text(Id id) {
        return id.present() ? id.text() : null;
    }
}
