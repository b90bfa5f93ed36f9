package dev.copra.cli.inspection;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.Console;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.Within;
import dev.copra.io.Input;
import dev.copra.validate.Codes;
import dev.copra.validate.finding.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** Which checks to make, for {@code validate} and {@code fix}. */
final class CheckOptions {
    @Option(
            names = "--select",
            split = ",",
            paramLabel = "CODE",
            description = "Only these codes; the first words of a code, such as bbox, mean all that start so.")
    private List<String> select = new ArrayList<>();

    @Option(
            names = "--ignore",
            split = ",",
            paramLabel = "CODE",
            description = "All codes but these (default: all codes).")
    private List<String> ignore = new ArrayList<>();

    @Option(
            names = "--images",
            paramLabel = "DIR",
            description = "Folder of the images: their files are looked at, too (default: the JSON alone)."
                    + ImagesOption.RULES)
    private String images;

    @Option(names = "--threads", paramLabel = "N", description = "Threads to check with (default: all cores).")
    @Within(from = 1)
    private int threads = Runtime.getRuntime().availableProcessors();

    int threads() {
        return threads;
    }

    /** The folder of the images, or null. */
    Path images() {
        return images == null ? null : ImagesOption.folder("--images", images);
    }

    /** Another document that is needed to check each input. */
    static Input other(Console console, String name) throws IOException {
        Input file = console.input(name).spooled();
        if (file.path() != null && !Files.exists(file.path())) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    /** Whether a code was asked for. */
    Predicate<Code> wanted() {
        checkNames(select);
        checkNames(ignore);
        return code -> (select.isEmpty() || select.stream().anyMatch(code::matches))
                && ignore.stream().noneMatch(code::matches);
    }

    private static void checkNames(List<String> names) {
        for (String name : names) {
            if (Codes.matching(name).isEmpty()) {
                throw new CommandException("there is no code '" + name + "'; 'copra validate --codes' lists them");
            }
        }
    }
}
