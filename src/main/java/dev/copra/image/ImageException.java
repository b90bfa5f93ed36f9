package dev.copra.image;

/** An image cannot be had. Checked: its annotations get a fallback, the failure is counted by code, the run goes on. */
public final class ImageException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    /**
     * @param code stable, short and readable: {@code image-missing}, {@code image-ambiguous}, {@code image-path},
     *     {@code image-unreadable}, {@code image-too-large}, {@code image-memory} or {@code image-size}
     * @param message what is wrong; what to do
     */
    public ImageException(String code, String message) {
        this(code, message, null);
    }

    /** An image that cannot be had, by a code such as {@code image-missing}; the cause may be null. */
    public ImageException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** The kind of problem, such as {@code image-missing}, by which it is counted. */
    public String code() {
        return code;
    }
}
