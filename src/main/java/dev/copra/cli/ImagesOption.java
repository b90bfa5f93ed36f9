package dev.copra.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the images are, for commands that cannot do without them. */
final class ImagesOption {
    @Option(
            names = "--images",
            required = true,
            paramLabel = "DIR",
            description = "Where the images are." + ImageHelp.RULES)
    Path folder;

    /** @throws CommandException if it is no folder */
    void check() {
        CheckOptions.folder("--images", folder.toString());
    }
}
