package dev.copra.coco;

import dev.copra.io.Remedy;

/**
 * One record is bad. Checked, because bad records are sure to be met and must not cost the good ones: commands count them
 * by code, leave the record as it was, and go on.
 */
public final class AnnotationException extends Exception implements Remedy.Has {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String where;
    private final Section section;
    private final long index;
    private final long line;
    private final long column;
    private final Remedy remedy;

    /**
     * @param code stable, short and readable, such as {@code bbox-length}
     * @param where the record, such as {@code annotations[12] (id 4711)}
     * @param message what is wrong; what to do
     */
    public AnnotationException(String code, String where, String message) {
        this(code, where, message, null, -1, 0, 0);
    }

    AnnotationException(
            String code, String where, String message, Section section, long index, long line, long column) {
        this(code, where, message, section, index, line, column, null);
    }

    private AnnotationException(
            String code,
            String where,
            String message,
            Section section,
            long index,
            long line,
            long column,
            Remedy remedy) {
        super(message, null, false, false);
        this.code = code;
        this.where = where;
        this.section = section;
        this.index = index;
        this.line = line;
        this.column = column;
        this.remedy = remedy;
    }

    /** The same with something that can be done. @param what null for nothing */
    public AnnotationException with(Remedy what) {
        return new AnnotationException(code, where, getMessage(), section, index, line, column, what);
    }

    /** The same with the name of one of several files before its place. */
    public AnnotationException in(String file) {
        return new AnnotationException(code, file + ": " + where, getMessage(), section, index, line, column, remedy);
    }

    @Override
    public Remedy remedy() {
        return remedy;
    }

    /** The kind of problem, such as {@code bbox-length}, by which it is counted. */
    public String code() {
        return code;
    }

    /** The record and its id, such as {@code annotations[12] (id 4711)}. */
    public String where() {
        return where;
    }

    /** The list that the record is in, or null if it is not known. */
    public Section section() {
        return section;
    }

    /** Position in that list, from 0, or -1 if it is not known. */
    public long index() {
        return index;
    }

    /** The line, from 1, or 0 if it is not known. */
    public long line() {
        return line;
    }

    /** The column, from 1, in bytes, or 0 if it is not known. */
    public long column() {
        return column;
    }
}
