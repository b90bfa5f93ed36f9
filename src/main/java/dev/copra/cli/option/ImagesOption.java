package dev.copra.cli.option;

import dev.copra.cli.console.CommandException;
import dev.copra.io.Input;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the images are, for commands that cannot do without them. */
public final class ImagesOption {
    /** What the help of each command with {@code --images} says of how images are found and turned: the rules are the same. */
    public static final String RULES =
            " A file is found by its file_name, or else by the end of that path if just one file in"
                    + " DIR fits; what was guessed is told. EXIF orientation turns the pixels only where the image's width and"
                    + " height are those of the turned picture.";

    /** The folder of the images. */
    @Option(names = "--images", required = true, paramLabel = "DIR", description = "Where the images are." + RULES)
    public Path folder;

    /** @throws CommandException if it is no folder */
    public void check() {
        folder("--images", folder.toString());
    }

    /**
     * A folder that was named by an option.
     *
     * @throws CommandException if it is none
     */
    public static Path folder(String option, String name) {
        Path folder = Input.path(name);
        if (!Files.isDirectory(folder)) {
            throw new CommandException(option + " " + name + ": there is no such directory");
        }
        return folder;
    }
}
