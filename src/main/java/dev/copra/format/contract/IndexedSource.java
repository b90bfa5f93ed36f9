package dev.copra.format.contract;

import dev.copra.dataset.DatasetSource;
import java.io.IOException;

/** A data set whose images are read each for itself, in any order and by any number of threads at a time. */
public interface IndexedSource extends DatasetSource {
    /** How many images there are, with those that turn out to be bad. */
    int size() throws IOException;

    /**
     * Reads an image.
     *
     * @param at its place in the source's order, from 0
     * @param notes told of what is found in it
     * @param visitor is shown it, unless it is left out
     */
    void read(int at, Notes notes, Visitor visitor) throws IOException;

    /** Told of what is found where nobody else is named. */
    Notes notes();

    @Override
    default void read(Visitor visitor) throws IOException {
        int size = size();
        for (int i = 0; i < size; i++) {
            read(i, notes(), visitor);
        }
    }
}
