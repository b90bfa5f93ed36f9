package dev.copra.format.contract;

import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.DatasetSource;
import dev.copra.io.Input;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** A format that has a data set, or a split of one, in one file. */
public non-sealed interface FileFormat extends Format, StreamFormat {
    /** The end of the names of such files, such as {@code .json}. */
    String extension();

    /** Whether one file can say which split each image belongs to. */
    default boolean keepsSplits() {
        return false;
    }

    @Override
    default DatasetSource open(Path input, ReadOptions options) throws IOException {
        return open(Input.file(input), options);
    }

    /** Starts a data set. @param out is buffered, and stays open */
    DatasetSink sink(OutputStream out, WriteOptions options) throws IOException;
}
