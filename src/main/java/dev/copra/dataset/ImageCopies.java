package dev.copra.dataset;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.ProblemSink;
import dev.copra.image.ImageException;
import dev.copra.image.ImageFinder;
import dev.copra.io.OutputFolder;
import dev.copra.io.Remedy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** Copies the images of a document into a folder. Each file is copied once, under the name that its record has in the end. */
public final class ImageCopies {
    private final ImageFinder finder;
    private final OutputFolder folder;
    private final ProblemSink problems;
    private long copied;

    /** @param folder receives the images; whoever opened it commits it */
    public ImageCopies(Path images, OutputFolder folder, ProblemSink problems) {
        this.finder = new ImageFinder(images);
        this.folder = folder;
        this.problems = problems;
    }

    /** How many images were copied. */
    public long copied() {
        return copied;
    }

    /**
     * Copies the file of an image. One that is not found is told as a bad record.
     *
     * @param name the name that it gets, or null if the record has none
     */
    public void copy(CocoRecord image, String name) throws AnnotationException, IOException {
        copy(image, name, "");
    }

    /**
     * Copies the file of an image under the name that it has in its folder.
     *
     * @param prefix what stands before the name, such as {@code train/}
     */
    public void copyUnder(String prefix, CocoRecord image) throws AnnotationException, IOException {
        copy(image, null, prefix);
    }

    private void copy(CocoRecord image, String name, String prefix) throws AnnotationException, IOException {
        try {
            Path file =
                    finder.find(image.text("file_name"), image.text("coco_url")).file();
            folder.copy(file, name == null ? prefix + finder.name(file) : name);
            copied++;
        } catch (ImageException e) {
            problems.add(image.wrong(e.code(), e.getMessage()).with(Remedy.ofImage(e.code())));
        } catch (FileAlreadyExistsException e) {
            // two records of one image; names of different ones stay different
            return;
        }
    }
}
