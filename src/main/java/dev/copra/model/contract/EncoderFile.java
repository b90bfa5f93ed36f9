package dev.copra.model.contract;

import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import java.nio.file.Path;
import java.util.Map;

/** The image encoder that was given beside a decoder. */
public interface EncoderFile {
    /**
     * Opens it.
     *
     * @return to be closed by the caller
     * @throws ModelException if it cannot be opened, or is of a family that cannot be run
     */
    Session open() throws ModelException;

    /**
     * The settings that were stated for it, by name: those of the file beside it, and over them the user's.
     *
     * @throws ModelException if the file beside it cannot be read
     */
    Map<String, String> stated() throws ModelException;

    /**
     * What decides its answers beside its settings: the content of its files.
     *
     * @throws ModelException if they cannot be read
     */
    String identity() throws ModelException;

    /** The directory that keeps what it has made of images, or null. */
    Path embeddings();
}
