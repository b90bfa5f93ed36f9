package dev.copra.cli.mask;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.WrittenFile;
import dev.copra.image.PictureWriter;
import dev.copra.model.Inspection;
import dev.copra.model.ModelSpec;
import dev.copra.model.Trial;
import dev.copra.model.graph.ModelException;
import dev.copra.model.graph.Session;
import dev.copra.report.Summary;
import dev.copra.report.model.ModelReport;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra model}: what an ONNX file is. */
@Command(
        name = "model",
        description = "Show what Copra takes an ONNX model for, why, and how it would use it.",
        addMethodSubcommands = false)
public final class ModelCommand implements Callable<Integer> {
    /** The operations, named as on the command line. */
    private enum Operation {
        INSPECT
    }

    @Parameters(index = "0", paramLabel = "OPERATION", description = "inspect.")
    private Operation operation;

    @Parameters(index = "1", paramLabel = "FILE", description = "An ONNX model.")
    private Path file;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(
            names = "--model-option",
            paramLabel = "NAME=VALUE",
            description = "Override a setting, as 'copra mask' would; repeatable.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(
            names = "--try",
            paramLabel = "PICTURE",
            description =
                    "Run the model once on a drawn picture, tell how long it takes and what its answers range over,"
                            + " and write the picture with the masks here, as PNG (default: the model is not run).")
    private WrittenFile picture;

    @Option(
            names = "--encoder",
            paramLabel = "FILE",
            description = "The image encoder that goes with a decoder, for --try (default: none).")
    private Path encoder;

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        try {
            if (encoder != null && picture == null) {
                throw new CommandException("--encoder has no effect without --try");
            }
            Inspection inspection = Inspection.of(file, settings);
            Summary summary = ModelReport.of(file.toString(), inspection);
            boolean answers = inspection.family() != null && (picture == null || tried(summary));
            common.console.answer(summary, json);
            return answers ? ExitCode.DONE : ExitCode.NO;
        } catch (ModelException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    /** Whether the model, asked about a box, has answered with a mask; one that looks for instances may find none. */
    private boolean tried(Summary summary) throws IOException, ModelException {
        Trial trial = Trial.of(new ModelSpec(file, encoder, null, Session.Options.SINGLE, settings));
        ModelReport.add(summary, trial);
        BufferedImage drawn = TrialPicture.of(trial);
        picture.write(common.console, out -> PictureWriter.PNG.write(drawn, out));
        return !trial.asked()
                || trial.found().stream().anyMatch(found -> !found.mask().isEmpty());
    }
}
