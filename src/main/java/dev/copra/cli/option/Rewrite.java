package dev.copra.cli.option;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.coco.CocoReader;
import dev.copra.coco.CocoVisitor;
import dev.copra.coco.DocumentKind;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.list.DocumentLists;
import dev.copra.coco.list.Learner;
import dev.copra.coco.region.Encoding;
import dev.copra.coco.region.MaskEncoder;
import dev.copra.dataset.select.Survey;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.io.OutputFolder;
import dev.copra.json.NonFinitePolicy;
import dev.copra.report.Summary;
import dev.copra.run.Workers;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Runs a command that reads a document and writes one: input, output, bad records, messages. */
public final class Rewrite {
    private final RewriteOptions options;
    private final CommonOptions common;
    private final Messages messages;
    private Input input;
    private final Problems problems;

    /** Begins a run; with {@code --json} talk is kept for the summary from here on. */
    public Rewrite(RewriteOptions options, CommonOptions common) {
        this.options = options;
        this.common = common;
        common.console.keepTalk(options.json);
        messages = common.messages();
        input = common.console.input(options.input);
        problems = messages.problems(input.name());
    }

    /** The document that is read. */
    public Input input() {
        return input;
    }

    /** What the command tells. */
    public Messages messages() {
        return messages;
    }

    /** Makes sure that the input can be read twice: what comes through a pipe is kept in a temporary file. */
    public void spool() throws IOException {
        input = input.spooled();
    }

    /** The encoder that {@code --segmentation} and {@code --simplify} ask for. */
    public static MaskEncoder encoder(Encoding encoding, double simplify) {
        if (simplify > 0 && encoding != Encoding.POLYGON) {
            throw new CommandException("--simplify belongs to --segmentation polygon");
        }
        return new MaskEncoder(encoding, simplify);
    }

    /** The bad records of the input. */
    public Problems problems() {
        return problems;
    }

    /** No images and categories yet. */
    public DocumentLists lists() {
        return DocumentLists.withoutFiles(options.maxPixels);
    }

    /** Lets a visitor learn from the file of {@code --image-list}, if one was given, as from its own document. */
    public void learn(CocoVisitor visitor) throws IOException {
        if (options.imageSizes != null) {
            Input file = common.console.input(options.imageSizes);
            CocoReader.read(file, Learner.of(visitor, messages.problems(file.name())));
        }
    }

    /** Reads the input for the first time, of two, after the file of {@code --image-list}, if one was given. */
    public void survey(Survey survey) throws IOException {
        if (options.imageSizes != null) {
            Input file = common.console.input(options.imageSizes);
            CocoReader.read(file, survey.beside(messages.problems(file.name())));
        }
        CocoReader.read(input, survey).noteOddities(input.name(), messages);
    }

    /** Rewrites the input. @return the exit code */
    public int run(CocoVisitor visitor) throws IOException {
        return run(visitor, Workers.available());
    }

    /** As the other one. @param threads to work with */
    public int run(CocoVisitor visitor, int threads) throws IOException {
        if (options.output.isDash() && input.isStandardOutput()) {
            throw new CommandException(input.name() + " is also where standard output goes; name another file with -o");
        }
        CocoReader.Summary summary;
        try (Output output = options.output.open(common.console)) {
            try {
                summary = CocoReader.rewrite(input, visitor, output.stream(), options.nonFinite, threads);
            } catch (IllegalArgumentException e) {
                throw new CommandException(input.name() + ": " + e.getMessage(), e);
            }
            output.commit();
        }
        return finish(summary);
    }

    /**
     * Divides the input among new files of a folder.
     *
     * @param visitor whose edits name the file of each image and annotation
     * @param names of the files
     * @return the exit code
     */
    public int divide(CocoVisitor visitor, OutputFolder folder, List<String> names) throws IOException {
        List<OutputStream> copies = new ArrayList<>();
        try {
            for (String name : names) {
                copies.add(folder.createUnheld(name));
            }
            return finish(CocoReader.divide(input, visitor, copies, options.nonFinite));
        } finally {
            for (OutputStream copy : copies) {
                copy.close();
            }
        }
    }

    /** How the name of a file ends that has a document of some layout. */
    public static String ending(DocumentKind kind) {
        return kind == DocumentKind.LINES ? ".jsonl" : ".json";
    }

    private int finish(CocoReader.Summary summary) {
        problems.summarize();
        summary.noteOddities(input.name(), messages);
        if (summary.nonFinite() > 0) {
            messages.note(input.name() + ": NaN or Infinity, which is not JSON, "
                    + Summary.count(summary.nonFinite(), "time")
                    + (options.nonFinite == NonFinitePolicy.NULL
                            ? "; null was written instead"
                            : "; --nan null writes null instead"));
        }
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    /** Prints what was done, unless {@code --quiet}. */
    public void printSummary(Summary summary) {
        common.print(summary);
    }
}
