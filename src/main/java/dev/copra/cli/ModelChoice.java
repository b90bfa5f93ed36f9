package dev.copra.cli;

import dev.copra.model.ModelSpec;
import dev.copra.model.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A model and how it is run, as options. */
final class ModelChoice {
    @Option(
            names = "--model",
            paramLabel = "FILE",
            description = "The ONNX model, which detect needs, and --strategy onnx of mask (default: none).")
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

    /**
     * The model to open.
     *
     * @param encoder the image encoder of a promptable model, or null
     * @param embeddings where its results are kept, or null
     * @param threads how many one run of the model uses
     */
    ModelSpec spec(Path encoder, Path embeddings, int threads) {
        return new ModelSpec(model, encoder, embeddings, new Session.Options(device, threads), settings);
    }
}
