package dev.copra.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * A data set that is read image by image. Memory is bounded by the image with the most in it, and by an index of some bytes an
 * image. Bad records are told to the source's {@code ProblemSink} and are left out.
 */
public interface DatasetSource extends Closeable {
    /** What holds for the whole; complete before the first image is read. */
    Catalog catalog() throws IOException;

    /** Shows each image with all its instances, once, in the source's order. Images without an instance are shown, too. */
    void read(Visitor visitor) throws IOException;

    /** Is shown a data set. */
    interface Visitor {
        /** @param instances of the image, in the source's order */
        void image(DatasetImage image, List<Instance> instances) throws IOException;
    }

    @Override
    default void close() throws IOException {}
}
