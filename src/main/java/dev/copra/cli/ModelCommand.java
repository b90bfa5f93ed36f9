package dev.copra.cli;

import dev.copra.model.Inspection;
import dev.copra.model.ModelException;
import dev.copra.report.ModelReport;
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
final class ModelCommand implements Callable<Integer> {
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

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        try {
            Inspection inspection = Inspection.of(file, settings);
            common.console.answer(ModelReport.of(file.toString(), inspection), json);
            return inspection.family() == null ? ExitCode.NO : ExitCode.DONE;
        } catch (ModelException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }
}
