package dev.copra.format.contract;

import dev.copra.dataset.DatasetSource;
import java.io.IOException;
import java.nio.file.Path;

/** A way to store a data set. All are read, and all but those of {@link ReadOnlyFormat} are written. Has no state. */
public sealed interface Format permits FileFormat, FolderFormat, ReadOnlyFormat {
    /** The name that a user types, such as {@code yolo-segment}. */
    String name();

    /** What it is, in a line. */
    String title();

    /** The address of its public description. */
    String specification();

    /** What it keeps of masks, boxes, crowds, ids and so on, in a sentence. */
    String keeps();

    /** Its files and an example of their content, in lines. */
    String layout();

    /** Whether it can be written. */
    default boolean isWritten() {
        return !(this instanceof ReadOnlyFormat);
    }

    /** Whether an input is of this format, by its content. */
    boolean recognises(Probe probe) throws IOException;

    /**
     * Opens a data set.
     *
     * @param input a file or a folder
     * @throws IOException if it cannot be read at all, naming the file and the place
     */
    DatasetSource open(Path input, ReadOptions options) throws IOException;
}
