package dev.copra.cli.mask;

import dev.copra.model.ModelSpec;
import dev.copra.model.graph.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A model and how it is run, as options. */
final class ModelChoice {
    @Option(names = "--model", paramLabel = "FILE", description = "The ONNX model; detect needs one.")
    Path model;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description = "cpu (default), or cuda, for which ONNX Runtime's GPU jar has to be on COPRA_CLASSPATH.")
    private Session.Device device = Session.Device.CPU;

    @Option(
            names = "--model-option",
            paramLabel = "NAME=VALUE",
            description = "Use the model otherwise than it was recognised; repeatable. 'copra model inspect' lists the"
                    + " names.")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** The model to open. @param threads how many one run of it uses */
    ModelSpec spec(int threads) {
        return new ModelSpec(model, null, null, new Session.Options(device, threads), settings);
    }
}
