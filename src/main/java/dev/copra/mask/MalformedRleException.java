package dev.copra.mask;

/** Says that a text is not the compressed counts of a mask of the given size, and from which character on. */
public final class MalformedRleException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final long offset;

    /**
     * @param offset index of the offending character, or of the first one of the offending value, from the start of the
     *     text; the length of the text if it ends too early
     * @param reason what is wrong there
     */
    public MalformedRleException(long offset, String reason) {
        super(reason + ": offset=" + offset);
        this.offset = offset;
    }

    /** The place in the string, from 0, at which it ceases to be an RLE. */
    public long offset() {
        return offset;
    }
}
