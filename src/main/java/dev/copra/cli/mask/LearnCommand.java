package dev.copra.cli.mask;

import dev.copra.box2mask.learned.ConfidentMasks;
import dev.copra.box2mask.learned.Supervision;
import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.ListOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.Problems;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.learn.LearnOptions;
import dev.copra.learn.LearnRun;
import dev.copra.learn.LossWeights;
import dev.copra.learn.Trainer;
import dev.copra.report.model.LearnReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra learn}: trains the network of {@code learned} on a user's own boxes. */
@Command(
        name = "learn",
        addMethodSubcommands = false,
        description = "Train the network behind --strategy learned on your own boxes, without masks or with some.")
public final class LearnCommand implements Callable<Integer> {
    @Parameters(paramLabel = "INPUT", description = "A COCO file with boxes; .gz too; - is standard input.")
    private String input;

    @Mixin
    private ImagesOption images;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "OUTPUT",
            description =
                    "The trained network, an ONNX file for 'copra mask --network'. It is always the best so far, and"
                            + " OUTPUT.checkpoint lies beside it until the training ends.")
    private WrittenFile output;

    @Option(
            names = "--supervision",
            paramLabel = "WHAT",
            description = "boxes: masks are not looked at; masks: annotations without one are left out; auto (default):"
                    + " the mask where there is one, else the box.")
    private Supervision supervision = Supervision.AUTO;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "See each box once in each of so many epochs (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private int epochs = 12;

    @Option(
            names = "--time",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "End after so long, such as 90s, 30m or 8h (default: no limit).")
    private Duration time;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description =
                    "Of AdamW, from 0 to 1, at its highest; it falls by half a cosine (default: ${DEFAULT-VALUE}).")
    @Within(above = 0, to = 1)
    private double rate = .0003;

    @Option(names = "--batch", paramLabel = "N", description = "So many boxes a step (default: ${DEFAULT-VALUE}).")
    @Within(from = 1, to = 1024)
    private int batch = 8;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of all that is drawn by chance: the same seed gives the same file on the same machine with"
                    + " the same --threads, unless --time ends it (default: ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--hold-out",
            paramLabel = "SHARE",
            description = "Share of the boxes, from 0 to .5 and by whole images, that are not trained on but tell"
                    + " which epoch was the best (default: ${DEFAULT-VALUE}).")
    @Within(from = 0, to = .5)
    private double heldOut = .15;

    @Option(
            names = "--patience",
            paramLabel = "N",
            description = "End after so many epochs without a better one (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private int patience = 4;

    @Option(
            names = "--losses",
            paramLabel = "LIST",
            description = "Which losses of boxes count, with their weights, such as projection:1,colours:.5; the names"
                    + " are below (default: projection, colours and prior).")
    private String losses;

    @Option(
            names = "--network",
            paramLabel = "FILE",
            description = "The network to begin with, one that was trained before (default: the program's own).")
    private Path network;

    @Option(
            names = "--pseudo",
            paramLabel = "FILE",
            description = "A COCO file of 'copra mask --scores' with the same annotations: its masks of at least"
                    + " --min-confidence are taken for true where INPUT has none (default: none).")
    private String pseudo;

    @Option(
            names = "--min-confidence",
            paramLabel = "X",
            description = "The least score of a mask of --pseudo, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    @Within(from = 0, to = 1)
    private double minConfidence = .8;

    @Option(
            names = "--licence",
            paramLabel = "TEXT",
            description = "What the network's card says of its licence (default: ${DEFAULT-VALUE}).")
    private String licence = "not stated";

    @Option(names = "--resume", description = "Go on where a training with the same options was cut off.")
    private boolean resume;

    @Option(names = "--threads", paramLabel = "N", description = "Threads that compute (default: all cores).")
    @Within(from = 1)
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Mixin
    private ColorOptions colors;

    @Option(names = "--json", description = "Print the summary as JSON, on standard error.")
    private boolean json;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        LearnOptions options = options();
        common.console.keepTalk(json);
        check();
        Trainer trainer = Trainer.find();
        if (trainer == null) {
            throw new CommandException(
                    "training needs copra-learn.jar beside copra.jar; 'mvn -Plearn package' builds it");
        }
        ImageStore store = new ImageStore(images.folder, maxPixels).with(colors.profile);
        Input file = common.console.input(input);
        Problems problems = common.messages().problems(file.name());
        ConfidentMasks masks = pseudo == null
                ? ConfidentMasks.NONE
                : ConfidentMasks.read(common.console.input(pseudo), minConfidence, maxPixels, problems);
        LearnRun run = new LearnRun(network, supervision, masks, options, maxPixels, licence, output.path(), resume);
        LearnRun.Result result = run.run(trainer, file, store, problems, this::tell);
        problems.summarize();
        common.print(LearnReport.of(result, output.name(), problems));
        boolean whole = problems.total() == 0 && result.outcome().end() != Trainer.End.DIVERGED;
        return whole ? ExitCode.DONE : ExitCode.NO;
    }

    private LearnOptions options() throws IOException {
        LossWeights weights =
                losses == null ? LossWeights.standard() : ListOption.of("--losses", () -> LossWeights.parse(losses));
        try {
            return new LearnOptions(epochs, time, rate, seed, batch, heldOut, patience, threads, weights);
        } catch (IllegalArgumentException e) {
            // its messages begin with the name of what is wrong
            throw new CommandException("--" + e.getMessage(), e);
        }
    }

    private void check() throws IOException {
        images.check();
        if (!output.isFile()) {
            throw new CommandException("-o names the trained network, which is a file");
        }
        if (pseudo != null && supervision == Supervision.BOXES) {
            throw new CommandException("--pseudo has no effect with --supervision boxes, which looks at no masks");
        }
    }

    private void tell(Trainer.Epoch epoch) {
        if (!common.quiet) {
            common.console.tell(LearnReport.line(epoch, epochs));
        }
    }
}
