package dev.copra.model.graph;

import dev.copra.io.Remedy;

/** A model cannot be opened or run, or is not what it is used as. The message is one line: what is wrong; what to do. */
public final class ModelException extends Exception implements Remedy.Has {
    private static final long serialVersionUID = 1L;

    private final Remedy remedy;

    /**
     * An error that is told by its message alone.
     *
     * @param message one line: what is wrong; what to do
     */
    public ModelException(String message) {
        this(message, (Remedy) null);
    }

    /**
     * An error that another one led to.
     *
     * @param message one line: what is wrong; what to do
     */
    public ModelException(String message, Throwable cause) {
        super(message, cause);
        remedy = null;
    }

    /**
     * An error that the user can do something about.
     *
     * @param message one line: what is wrong
     * @param remedy what can be done, which the caller puts into words; or null
     */
    public ModelException(String message, Remedy remedy) {
        super(message);
        this.remedy = remedy;
    }

    @Override
    public Remedy remedy() {
        return remedy;
    }
}
