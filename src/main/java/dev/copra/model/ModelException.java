package dev.copra.model;

/** A model cannot be opened or run, or is not what it is used as. The message is one line: what is wrong; what to do. */
public final class ModelException extends Exception {
    private static final long serialVersionUID = 1L;

    public ModelException(String message) {
        super(message);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
    }
}
