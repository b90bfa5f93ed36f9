package dev.copra.format.contract;

import dev.copra.coco.ProblemSink;
import dev.copra.coco.region.Encoding;
import dev.copra.dataset.Ledger;
import java.nio.file.Path;
import java.util.List;

/**
 * How a data set is written.
 *
 * @param images the folder of the images, for layouts that hold them; null if none was named
 * @param transfer what becomes of the images, for layouts that hold them
 * @param classes names of the categories in the order of the class indices, for formats with class indices; categories that it does
 *     not name are left out. Empty for all categories in the source's order
 * @param encoding of masks, for formats that have several; null to leave each as it is
 * @param overlap which instance a pixel goes to that several have, for formats where it belongs to one
 * @param vocZeroBased whether boxes of Pascal VOC count pixels from 0
 * @param problems told of every record that cannot be written
 * @param ledger counts what the format cannot hold
 */
public record WriteOptions(
        Path images,
        Transfer transfer,
        List<String> classes,
        Encoding encoding,
        Overlap overlap,
        boolean vocZeroBased,
        ProblemSink problems,
        Ledger ledger) {
    /** What becomes of the images. */
    public enum Transfer {
        /** They stay where they are. */
        NONE,
        /** They are copied. */
        COPY,
        /** Symbolic links lead to them. */
        LINK
    }

    /** Keeps a copy of the list. */
    public WriteOptions {
        classes = List.copyOf(classes);
    }

    /** Told of what is found. */
    public Notes notes() {
        return new Notes(problems, ledger);
    }
}
