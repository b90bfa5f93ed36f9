package dev.copra.cli.dataset;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.Rewrite;
import dev.copra.cli.option.WrittenFolder;
import dev.copra.coco.CocoVisitor;
import dev.copra.dataset.ImageCopies;
import dev.copra.io.OutputFolder;
import dev.copra.report.Summary;
import java.io.IOException;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Whether the files of the images that stay are copied, for commands that leave images out. */
final class CopyOptions {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "The images, for --copy-images (default: the JSON alone)." + ImagesOption.RULES)
    private String images;

    @Option(
            names = "--copy-images",
            paramLabel = "DIR",
            description = "Copy the files of the images that stay into a new folder, by their names in --images. Needs"
                    + " --images.")
    private WrittenFolder copies;

    /** @throws CommandException if one option is given without the other */
    void check() {
        if ((copies == null) != (images == null)) {
            throw new CommandException("--images and --copy-images belong together");
        }
    }

    /**
     * Rewrites the input, and copies the images if that was asked for. The folder and the output appear when all is written.
     *
     * @param editor makes the edits, and copies files with what it is given, which may be null
     * @return the exit code
     */
    int run(Rewrite rewrite, Function<ImageCopies, CocoVisitor> editor) throws IOException {
        if (copies == null) {
            return rewrite.run(editor.apply(null));
        }
        try (OutputFolder folder = copies.open(false)) {
            ImageCopies files = new ImageCopies(ImagesOption.folder("--images", images), folder, rewrite.problems());
            int code = rewrite.run(editor.apply(files));
            folder.commit();
            rewrite.messages().note(Summary.count(files.copied(), "image file") + " copied to " + copies);
            return code;
        }
    }
}
