package dev.copra.model.graph;

import dev.copra.io.Remedy;

/** A model cannot be opened or run, or is not what it is used as. The message is one line: what is wrong; what to do. */
public final class ModelException extends Exception implements Remedy.Has {
    private static final long serialVersionUID = 1L;

    private final Remedy remedy;

    public ModelException(String message) {
        this(message, (Remedy) null);
    }

    public ModelException(String message, Throwable cause) {
        super(message, cause);
        remedy = null;
    }

    public ModelException(String message, Remedy remedy) {
        super(message);
        this.remedy = remedy;
    }

    @Override
    public Remedy remedy() {
        return remedy;
    }
}
