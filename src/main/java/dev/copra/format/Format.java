package dev.copra.format;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A way to store a data set: reads and writes it. Has no state. */
public interface Format {
    /** The name that a user types, such as {@code yolo-segment}. */
    String name();

    /** What it is, in a line. */
    String title();

    /** Where its public description is. */
    String specification();

    /** What it keeps of masks, boxes, crowds, ids and so on, each in a few words. */
    String keeps();

    /** Its files and an example of their content. */
    String layout();

    /** Whether files or folders of this kind can be read. */
    default boolean reads() {
        return true;
    }

    /** Whether it can be written. */
    default boolean writes() {
        return true;
    }

    /** Whether it is a folder of files rather than one file. */
    boolean isFolder();

    /** The ends of names by which a file to write is known to be of this format, such as {@code .xml}; mostly none. */
    default List<String> endings() {
        return List.of();
    }

    /** Whether an input is of this format, by its content. */
    boolean recognises(Probe probe);

    /**
     * Opens a data set.
     *
     * @throws IOException if it cannot be read at all, naming the file and the place
     */
    DatasetSource open(Path input, ReadOptions options) throws IOException;

    /**
     * Starts a data set. Nothing appears at its place before {@link DatasetSink#commit}.
     *
     * @param output a file, or a folder if {@link #isFolder}
     */
    DatasetSink create(Path output, WriteOptions options) throws IOException;
}
