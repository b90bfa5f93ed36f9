package dev.copra.io;

import java.nio.file.FileSystemException;

/** A file cannot be used as it is, and something can be done about that. */
public final class FileRefusedException extends FileSystemException implements Remedy.Has {
    private static final long serialVersionUID = 1L;

    private final Remedy remedy;

    /** A file, why it is refused, and what can be done. */
    public FileRefusedException(String file, String reason, Remedy remedy) {
        super(file, null, reason);
        this.remedy = remedy;
    }

    @Override
    public Remedy remedy() {
        return remedy;
    }
}
