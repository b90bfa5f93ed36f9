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

    public ImageException(String code, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
