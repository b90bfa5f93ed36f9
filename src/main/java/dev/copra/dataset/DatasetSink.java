package dev.copra.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Where a data set is written to, image by image. What the target cannot hold is counted in a {@link Ledger}. A sink does not open or
 * close what it writes to; {@link #close} frees what else it has taken.
 */
public interface DatasetSink extends DatasetSource.Visitor, Closeable {
    /** Told once, before the first image. */
    void begin(Catalog catalog) throws IOException;

    /** Told of each image in turn. */
    @Override
    void image(DatasetImage image, List<Instance> instances) throws IOException;

    /** Told after the last image: writes what can be written only now. */
    void finish() throws IOException;

    @Override
    default void close() throws IOException {}
}
