package dev.copra.cli;

import dev.copra.model.Inspection;
import dev.copra.model.ModelException;
import dev.copra.model.Port;
import dev.copra.model.Settings;
import dev.copra.report.Summary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
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
        sortOptions = false,
        descriptionHeading = "%n",
        parameterListHeading = "%n",
        optionListHeading = "%nOptions:%n",
        footer = {
            "",
            "Each setting can be overridden by --model-option NAME=VALUE, or by a JSON object of them in the file",
            "MODEL.copra.json beside MODEL.onnx. The exit code is 1 if no known family fits.",
            "",
            "Examples:",
            "  copra model inspect sam_vit_b.decoder.onnx",
            "  copra model inspect unet.onnx --model-option family=semantic --model-option size=stretch:512x512"
        })
final class ModelCommand implements Callable<Integer> {
    /** The operations, named as on the command line. */
    private enum Operation {
        INSPECT
    }

    /** So much of a long value, such as the names of 80 categories, is shown as text. */
    private static final int SHOWN = 60;

    private final Console console;

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

    ModelCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Inspection inspection = Inspection.of(file, settings);
            Summary summary = summary(inspection);
            console.print(json ? summary.toJson() + "\n" : summary.toText());
            return inspection.family() == null ? ExitCode.NO : ExitCode.DONE;
        } catch (ModelException e) {
            throw new CommandException(e.getMessage(), e);
        }
    }

    private Summary summary(Inspection inspection) {
        Summary summary = new Summary().add("file", file.toString());
        boolean known = inspection.family() != null;
        summary.add("family", known ? inspection.family().id() : null);
        summary.line(file + ": " + (known ? inspection.family().description() : "no known family of models"));
        if (known) {
            summary.line("family      " + inspection.family().id());
        }
        summary.add("reason", inspection.reason(), "because     " + inspection.reason());
        ports(summary, "inputs", inspection.signature().inputs());
        ports(summary, "outputs", inspection.signature().outputs());
        summary.add("metadata", inspection.signature().metadata());
        inspection.signature().metadata().forEach((key, value) -> summary.line("metadata    " + key + " = " + value));
        if (known) {
            Map<String, String> used = inspection.settings().toMap();
            summary.add("settings", used).line("settings, each of them an override:");
            Settings.NAMES.forEach((name, meaning) -> {
                String value = name.equals("family") ? inspection.family().id() : used.getOrDefault(name, "-");
                value = value.length() > SHOWN ? value.substring(0, SHOWN - 3) + "..." : value;
                summary.line(String.format("  %-10s%-30s%s", name, value, meaning));
            });
        }
        return summary;
    }

    private static void ports(Summary summary, String name, Map<String, Port> ports) {
        List<Map<String, Object>> values = new ArrayList<>();
        boolean first = true;
        for (Port port : ports.values()) {
            values.add(Map.of("name", port.name(), "type", port.type().toString(), "shape", port.shape()));
            summary.line(String.format("%-12s%s", first ? name : "", port));
            first = false;
        }
        summary.add(name, values);
    }
}
