package dev.copra.box2mask;

/** A strategy cannot work on an image; its annotations get the fallback and the run goes on. */
public final class StrategyException extends Exception {
    private static final long serialVersionUID = 1L;

    public StrategyException(String message) {
        super(message);
    }

    public StrategyException(String message, Throwable cause) {
        super(message, cause);
    }
}
