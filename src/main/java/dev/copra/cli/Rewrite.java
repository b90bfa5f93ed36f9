package dev.copra.cli;

import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Encoding;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.Learner;
import dev.copra.coco.MaskEncoder;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.json.JsonException;
import dev.copra.json.NonFinitePolicy;
import dev.copra.report.Escape;
import dev.copra.report.Summary;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs a command that reads a document and writes one: input, output, bad records, messages. */
final class Rewrite {
    private final Console console;
    private final RewriteOptions options;
    private final CommonOptions common;
    private Input input;
    private final Problems problems;

    Rewrite(Console console, RewriteOptions options, CommonOptions common) {
        this.console = console;
        this.options = options;
        this.common = common;
        console.keepTalk(options.json);
        input = input(console, options.input);
        problems = new Problems(console.err(), input.name(), common.failFast);
        if (options.maxPixels < 1) {
            throw new CommandException("--max-pixels is at least 1");
        }
    }

    static Input input(Console console, String name) {
        return name.equals("-") ? Input.standardInput(console.in()) : Input.file(path(name));
    }

    /** A file that was named: an empty name is a variable that was not set, and would be the current directory. */
    static Path path(String name) {
        if (name.isEmpty()) {
            throw new CommandException("the name of a file is empty");
        }
        return Path.of(name);
    }

    /** Refuses a directory of images that is not there. */
    static void requireImages(Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new CommandException("--images " + directory + ": there is no such directory");
        }
    }

    Input input() {
        return input;
    }

    /** Makes sure that the input can be read twice: what comes through a pipe is kept in a temporary file. */
    void spool() throws IOException {
        input = input.spooled();
    }

    /** The encoder that {@code --segmentation} and {@code --simplify} ask for. */
    static MaskEncoder encoder(Encoding encoding, double simplify) {
        if (!(simplify >= 0 && simplify < Double.POSITIVE_INFINITY)) {
            throw new CommandException("--simplify is a number of pixels from 0");
        }
        if (simplify > 0 && encoding != Encoding.POLYGON) {
            throw new CommandException("--simplify belongs to --segmentation polygon");
        }
        return new MaskEncoder(encoding, simplify);
    }

    Problems problems() {
        return problems;
    }

    /** No images yet. */
    ImageSizes imageSizes() {
        return new ImageSizes(options.maxPixels);
    }

    /** Lets a visitor learn from the file of {@code --image-sizes}, if one was given, as from its own document. */
    void learn(CocoVisitor visitor) throws IOException {
        if (options.imageSizes != null) {
            Input file = input(console, options.imageSizes);
            read(file, new Learner(visitor, new Problems(console.err(), file.name(), common.failFast)));
        }
    }

    /** Rewrites the input. @return the exit code */
    int run(CocoVisitor visitor) throws IOException {
        CocoReader.Summary summary;
        if (options.output.equals("-") && input.isStandardOutput()) {
            throw new CommandException(input.name() + " is also where standard output goes; name another file with -o");
        }
        try (Output output = console.open(options.output)) {
            try {
                summary = CocoReader.rewrite(input, visitor, output.stream(), options.nonFinite);
            } catch (JsonException | IllegalArgumentException e) {
                throw new CommandException(input.name() + ": " + e.getMessage(), e);
            }
            output.commit();
        }
        problems.printSummary();
        if (!common.quiet) {
            reportSpellings(console.err(), input, summary);
        }
        if (summary.nonFinite() > 0 && !common.quiet) {
            console.err()
                    .println("copra: " + input.name() + ": NaN or Infinity, which is not JSON, "
                            + Summary.count(summary.nonFinite(), "time")
                            + (options.nonFinite == NonFinitePolicy.NULL
                                    ? "; null was written instead"
                                    : "; --nan null writes null instead"));
        }
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    /** Says which values were read though they are not written as COCO writes them. */
    static void reportSpellings(PrintStream err, Input input, CocoReader.Summary summary) {
        summary.spellings()
                .forEach((spelling, count) -> err.println("copra: " + Escape.line(input.name()) + ": "
                        + spelling.label() + " in " + Summary.count(count, "record")
                        + ": they were read as they are meant"));
    }

    /** Prints what was done, unless {@code --quiet}. */
    void printSummary(Summary summary) {
        console.print(summary, common.quiet);
    }

    /** Reads a document for its records alone. */
    static CocoReader.Summary read(Input input, CocoVisitor visitor) throws IOException {
        try {
            return CocoReader.read(input, visitor);
        } catch (JsonException e) {
            throw new CommandException(input.name() + ": " + e.getMessage(), e);
        }
    }
}
