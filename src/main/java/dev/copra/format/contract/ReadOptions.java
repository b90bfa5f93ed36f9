package dev.copra.format.contract;

import dev.copra.coco.ProblemSink;
import dev.copra.dataset.Ledger;
import java.nio.file.Path;
import java.util.List;

/**
 * How a data set is read.
 *
 * @param images the folder of the images, for formats that do not hold them or do not state their sizes; null if none was named
 * @param beside the folder where the images of the input seem to be, if none was named; null if there is none, or if the format looks by itself
 * @param imageList a COCO file that lists the images and categories of results; null if none was named
 * @param classes names of the categories by class index, for formats that do not state them; empty if none were named
 * @param vocZeroBased whether boxes of Pascal VOC count pixels from 0
 * @param maxPixels images of more pixels are refused
 * @param problems told of every bad record
 * @param ledger counts what could not be taken over
 */
public record ReadOptions(
        Path images,
        Path beside,
        Path imageList,
        List<String> classes,
        boolean vocZeroBased,
        long maxPixels,
        ProblemSink problems,
        Ledger ledger) {
    /** Keeps a copy of the list. */
    public ReadOptions {
        classes = List.copyOf(classes);
    }

    /** How a data set is read whose images are where the user says, or nowhere. */
    public ReadOptions(
            Path images,
            Path imageList,
            List<String> classes,
            boolean vocZeroBased,
            long maxPixels,
            ProblemSink problems,
            Ledger ledger) {
        this(images, null, imageList, classes, vocZeroBased, maxPixels, problems, ledger);
    }

    /** Told of what is found. */
    public Notes notes() {
        return new Notes(problems, ledger);
    }

    /** The same for an input with images that seem to be in a folder, which may be null. */
    public ReadOptions beside(Path folder) {
        return new ReadOptions(images, folder, imageList, classes, vocZeroBased, maxPixels, problems, ledger);
    }

    /** The same for one of several inputs, whose problems are told with its name. */
    public ReadOptions of(String input) {
        return new ReadOptions(
                images, beside, imageList, classes, vocZeroBased, maxPixels, p -> problems.add(p.in(input)), ledger);
    }
}
