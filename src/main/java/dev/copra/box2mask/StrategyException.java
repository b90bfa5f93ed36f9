package dev.copra.box2mask;

/** A strategy cannot work on an image; its annotations get the fallback and the run goes on. */
public final class StrategyException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure, with what is wrong as the message. */
    public StrategyException(String message) {
        super(message);
    }

    /** A failure that another one has caused. */
    public StrategyException(String message, Throwable cause) {
        super(message, cause);
    }
}
