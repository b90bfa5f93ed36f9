package dev.copra.dataset.select;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.collect.LongSet;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.nio.file.Path;

/** Copies the files of the images that stay, under the names that they have in their folder. */
public final class ImageCopies {
    private final ImageFinder finder;
    private final OutputFolder folder;
    private final ProblemSink problems;
    private final LongSet names = new LongSet();
    private long copied;

    /** @param directory of the images */
    public ImageCopies(Path directory, OutputFolder folder, ProblemSink problems) {
        finder = new ImageFinder(directory);
        this.folder = folder;
        this.problems = problems;
    }

    /** How many files were copied. */
    public long copied() {
        return copied;
    }

    /**
     * Copies the file of an image, once; one that cannot be found is told.
     *
     * @param prefix of the name in the new folder, such as {@code train/}
     */
    void copy(CocoRecord image, String prefix) throws IOException, AnnotationException {
        Path file;
        try {
            file = finder.find(image.text("file_name"), image.text("coco_url")).file();
        } catch (ImageException e) {
            problems.add(image.wrong(e.code(), e.getMessage()).with(Remedy.ofImage(e.code())));
            return;
        }
        String name = prefix + finder.name(file);
        if (names.add(LongSet.hash(name))) {
            folder.copy(file, name);
            copied++;
        }
    }
}
