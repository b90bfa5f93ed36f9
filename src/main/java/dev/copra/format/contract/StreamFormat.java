package dev.copra.format.contract;

import dev.copra.dataset.DatasetSource;
import dev.copra.io.Input;
import java.io.IOException;

/** What a format of single files does more than others: it reads from standard input, too. */
public interface StreamFormat {
    /** Opens a data set in a file, or from standard input. */
    DatasetSource open(Input input, ReadOptions options) throws IOException;
}
