package dev.copra.format.contract;

import dev.copra.dataset.DatasetSink;
import dev.copra.io.OutputFolder;
import java.io.IOException;

/** A format that has a data set in a folder of files. */
public non-sealed interface FolderFormat extends Format {
    /** Starts a data set. @param folder is empty, and stays open */
    DatasetSink sink(OutputFolder folder, WriteOptions options) throws IOException;
}
