package dev.copra.validate;

import dev.copra.io.Input;
import java.nio.file.Path;
import java.util.List;

/**
 * What to check besides the document itself.
 *
 * @param threads how many check annotations
 * @param groundTruth the data set that a results file belongs to, or null
 * @param images folder of the images, or null if their files shall not be looked at
 * @param masks folder of a panoptic document's PNGs, or null: those are then looked at that are in the folder of the images
 * @param against a document that this one shall share nothing with, or null
 * @param againstImages folder of that one's images, or null
 * @param consumers names of programs that shall read the document
 * @param verbose whether findings about many categories name all of them
 * @param examiner what has annotations examined elsewhere, where there are no images and masks; null for threads of this process
 */
public record ValidationOptions(
        int threads,
        Input groundTruth,
        Path images,
        Path masks,
        Input against,
        Path againstImages,
        List<String> consumers,
        boolean verbose,
        Examiner examiner) {
    /** By threads of this process. */
    public ValidationOptions(
            int threads,
            Input groundTruth,
            Path images,
            Path masks,
            Input against,
            Path againstImages,
            List<String> consumers,
            boolean verbose) {
        this(threads, groundTruth, images, masks, against, againstImages, consumers, verbose, null);
    }

    /** The document alone. */
    public static ValidationOptions of(int threads) {
        return new ValidationOptions(threads, null, null, null, null, null, List.of(), false);
    }
}
