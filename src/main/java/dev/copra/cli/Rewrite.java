package dev.copra.cli;

import dev.copra.coco.AnnotationException;
import dev.copra.coco.CocoInput;
import dev.copra.coco.CocoOutput;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoRecord;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.Edit;
import dev.copra.coco.ImageSizes;
import dev.copra.coco.JsonException;
import dev.copra.coco.ProblemSink;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Runs a command that reads a document and writes one: input, output, bad records, messages. */
final class Rewrite {
    private final Console console;
    private final RewriteOptions options;
    private final CommonOptions common;
    private CocoInput input;
    private final Problems problems;

    Rewrite(Console console, RewriteOptions options, CommonOptions common) {
        this.console = console;
        this.options = options;
        this.common = common;
        input = input(console, options.input);
        problems = new Problems(console.err(), input.name(), common.failFast);
    }

    static CocoInput input(Console console, String name) {
        return name.equals("-") ? CocoInput.standardInput(console.in()) : CocoInput.file(Path.of(name));
    }

    CocoInput input() {
        return input;
    }

    /** Makes sure that the input can be read twice: what comes through a pipe is kept in a temporary file. */
    void spool() throws IOException {
        if (!input.repeatable()) {
            Path file = Files.createTempFile("copra", ".json");
            file.toFile().deleteOnExit();
            try (InputStream in = input.open()) {
                Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
            }
            input = new CocoInput(input.name(), file, null);
        }
    }

    Problems problems() {
        return problems;
    }

    /** The images of {@code --image-sizes}, or none yet. */
    ImageSizes imageSizes() throws IOException {
        ImageSizes sizes = new ImageSizes(options.maxPixels);
        if (options.imageSizes != null) {
            CocoInput file = input(console, options.imageSizes);
            Problems bad = new Problems(console.err(), file.name(), common.failFast);
            read(file, new SizesVisitor(sizes, bad));
        }
        return sizes;
    }

    /** Rewrites the input. @return the exit code */
    int run(CocoVisitor visitor) throws IOException {
        CocoReader.Summary summary;
        try (CocoOutput output =
                options.output.equals("-") ? CocoOutput.of(console.out()) : CocoOutput.file(Path.of(options.output))) {
            try {
                summary = CocoReader.rewrite(input, visitor, output.stream(), options.nonFinite);
            } catch (JsonException e) {
                throw new CommandException(input.name() + ": " + e.getMessage(), e);
            }
            output.commit();
        }
        problems.printSummary();
        if (summary.nonFinite() > 0 && !common.quiet) {
            console.err()
                    .println("copra: " + input.name() + ": " + summary.nonFinite()
                            + " numbers are NaN or Infinity, which is not JSON; "
                            + (options.nonFinite == dev.copra.coco.NonFinitePolicy.NULL
                                    ? "null was written in their place"
                                    : "--nan null writes null in their place"));
        }
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    /** Prints what was done, unless {@code --quiet}. */
    void printSummary(Summary summary) {
        if (options.json) {
            console.err().println(summary.toJson());
        } else if (!common.quiet) {
            console.err().print(summary.toText());
        }
    }

    /** Reads a document for its records alone. */
    static CocoReader.Summary read(CocoInput input, CocoVisitor visitor) throws IOException {
        try {
            return CocoReader.read(input, visitor);
        } catch (JsonException e) {
            throw new CommandException(input.name() + ": " + e.getMessage(), e);
        }
    }

    private record SizesVisitor(ImageSizes sizes, ProblemSink problems) implements CocoVisitor {
        @Override
        public Edit image(CocoRecord image) throws AnnotationException {
            sizes.add(image);
            return Edit.KEEP;
        }

        @Override
        public void reject(AnnotationException problem) throws IOException {
            problems.add(problem);
        }
    }
}
