package dev.copra.cli.mask;

import dev.copra.box2mask.SceneMasks;
import dev.copra.cli.console.CommandException;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the strategies that look at pixels. */
final class PixelOptions {
    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Where the images are; strategies that look at them need it, and without it no image is read."
                    + ImagesOption.RULES)
    Path images;

    @Option(
            names = "--min-confidence",
            paramLabel = "X",
            description = "Use the fallback where the expected IoU is lower, from 0 to 1 (default: 0).")
    @Within(from = 0, to = 1)
    double minConfidence;

    @Option(names = "--scores", description = "Write the expected IoU as the member score; 0 for a fallback.")
    boolean scores;

    @Option(names = "--largest-part", description = "Keep only the largest connected part of each mask.")
    boolean largestPart;

    @Option(names = "--fill-holes", description = "Fill the holes of each mask.")
    boolean fillHoles;

    @Mixin
    ColorOptions colors;

    @Mixin
    ImageRunOptions run;

    /** The share of the images that are found at least, if it is the right directory. */
    private static final double LEAST_FOUND = .05;

    /** @param output that the results go to */
    void check(WrittenFile output) throws IOException {
        if (images == null) {
            throw new CommandException("this strategy looks at the images; say where they are with --images DIR");
        }
        ImagesOption.folder("--images", images.toString());
        run.check(output);
    }

    /** A directory that has hardly any of the images is most likely another one: better said at once than after the run. */
    void requireFound(SceneMasks.Found found) {
        if (found.images() < found.of() * LEAST_FOUND) {
            throw new CommandException("--images " + images + ": of " + Summary.count(found.of(), "image")
                    + " looked for, " + (found.images() == 0 ? "none was" : found.images() + " were")
                    + " found here; name the right directory, or add --fallback to have masks without images");
        }
    }
}
