package dev.copra.coco;

/**
 * One record is bad. Checked, because bad records are sure to be met and must not cost the good ones: commands count them
 * by code, leave the record as it was, and go on.
 */
public final class AnnotationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final String where;

    /**
     * @param code stable, short and readable, such as {@code bbox-length}
     * @param where the record, such as {@code annotations[12] (id 4711)}
     * @param message what is wrong; what to do
     */
    public AnnotationException(String code, String where, String message) {
        super(message, null, false, false);
        this.code = code;
        this.where = where;
    }

    public String code() {
        return code;
    }

    public String where() {
        return where;
    }
}
