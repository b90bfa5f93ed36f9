package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.coco.ProblemSink;
import dev.copra.dataset.ImageCopies;
import dev.copra.io.OutputFolder;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Images that are copied beside a document. */
final class ImageCopyOptions {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images are (needs --copy-images)." + ImagesOption.RULES)
    private String images;

    @Option(
            names = "--copy-images",
            paramLabel = "DIR",
            description =
                    "Also copy the images of the output into DIR, under the names that they have there; DIR must be"
                            + " empty or new. Needs --images.")
    private WrittenFolder copyTo;

    /** The copies that were asked for; without {@link #commit} none stays. */
    record Copies(OutputFolder folder, ImageCopies images) implements Closeable {
        void commit() throws IOException {
            if (folder != null) {
                folder.commit();
            }
        }

        @Override
        public void close() {
            if (folder != null) {
                folder.close();
            }
        }
    }

    Copies open(ProblemSink problems) throws IOException {
        if (copyTo == null && images == null) {
            return new Copies(null, null);
        }
        if (copyTo == null || images == null) {
            throw new CommandException(
                    copyTo == null ? "--images needs --copy-images" : "--copy-images needs --images");
        }
        Path from = ImagesOption.folder("--images", images);
        OutputFolder folder = copyTo.open(false);
        return new Copies(folder, new ImageCopies(from, folder, problems));
    }
}
