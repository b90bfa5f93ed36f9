package dev.copra.format.contract;

import dev.copra.dataset.DatasetImage;
import dev.copra.dataset.DatasetSink;
import dev.copra.dataset.Instance;
import dev.copra.run.OrderedJobs;
import java.io.IOException;
import java.util.List;

/** A sink whose work for an image is done by any thread but for a last step, which is done in the order of the images. */
public interface PreparingSink extends DatasetSink {
    /** What was made of an image. */
    interface Prepared {
        /**
         * Writes it: in the order of the images, by one thread at a time.
         *
         * @return whether the image is written; if not, this tells why, and what was found in preparing it is not told
         */
        boolean write() throws IOException;
    }

    /**
     * Makes what is to be written of an image. Several threads may do so at a time, after {@link #begin}.
     *
     * @param notes told of what is found in this image; nobody else is
     */
    Prepared prepare(DatasetImage image, List<Instance> instances, Notes notes) throws IOException;

    /** Told of what is found, in the order of the images. */
    Notes notes();

    /** Prepares an image in the caller's thread. @return writes it and tells what was found */
    default OrderedJobs.End prepared(DatasetImage image, List<Instance> instances) throws IOException {
        WaitingNotes found = new WaitingNotes();
        Prepared prepared = prepare(image, instances, found.notes());
        return () -> {
            if (prepared.write()) {
                found.tell(notes());
            }
        };
    }

    @Override
    default void image(DatasetImage image, List<Instance> instances) throws IOException {
        prepared(image, instances).run();
    }
}
