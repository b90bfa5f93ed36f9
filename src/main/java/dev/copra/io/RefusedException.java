package dev.copra.io;

/** What was asked for cannot be done. */
public final class RefusedException extends IllegalArgumentException implements Remedy.Has {
    private static final long serialVersionUID = 1L;

    private final Remedy remedy;

    /** What is refused, and what can be done. */
    public RefusedException(String message, Remedy remedy) {
        this(message, remedy, null);
    }

    /** As the other one, with what has caused it. */
    public RefusedException(String message, Remedy remedy, Throwable cause) {
        super(message, cause);
        this.remedy = remedy;
    }

    @Override
    public Remedy remedy() {
        return remedy;
    }
}
