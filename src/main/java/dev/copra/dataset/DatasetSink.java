package dev.copra.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * Where a data set is written to, image by image. What the target cannot hold is counted in the sink's {@link Ledger}. Nothing is
 * in its place before {@link #commit}.
 */
public interface DatasetSink extends DatasetSource.Visitor, Closeable {
    /** Told once, before the first image. */
    void begin(Catalog catalog) throws IOException;

    /** Told of each image in turn. */
    @Override
    void image(DatasetImage image, List<Instance> instances) throws IOException;

    /** Told after the last image: writes what can be written only now. */
    void finish() throws IOException;

    /** Puts what was written into its place. Without this, {@link #close} throws it away. */
    void commit() throws IOException;
}
