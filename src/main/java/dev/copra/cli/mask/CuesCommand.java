package dev.copra.cli.mask;

import dev.copra.box2mask.learned.TrainingSet;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.ColorOptions;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.ImagesOption;
import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import dev.copra.coco.Problems;
import dev.copra.image.ImageStore;
import dev.copra.io.Input;
import dev.copra.report.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra cues}: what the learned strategy's network sees, for its training. */
@Command(
        name = "cues",
        hidden = true,
        description =
                "Write what the learned strategy's network sees of each box, and the true mask beside it, as NumPy"
                        + " arrays: colours.npy, maps.npy, masks.npy and ids.npy. scripts/train reads them.",
        addMethodSubcommands = false)
public final class CuesCommand implements Callable<Integer> {
    @Parameters(paramLabel = "INPUT", description = "A COCO file with masks; .gz too; - is standard input.")
    private String input;

    @Mixin
    private ImagesOption images;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "The directory to write the arrays into; it is made if it is missing.")
    private Path output;

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    private long maxPixels = RewriteOptions.MAX_PIXELS;

    @Option(names = "--known-masks", description = "Show the network the masks of an image's other annotations.")
    private boolean knownMasks;

    @Mixin
    private ColorOptions colors;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        images.check();
        Input file = common.console.input(input);
        Problems problems = common.messages().problems(file.name());
        Files.createDirectories(output);
        int written = TrainingSet.write(
                file,
                new ImageStore(images.folder, maxPixels).with(colors.profile),
                maxPixels,
                knownMasks,
                output,
                problems);
        problems.summarize();
        common.print(new Summary().add("examples", written, Summary.count(written, "example") + " written"));
        return problems.total() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
