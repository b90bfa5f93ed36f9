package dev.copra.cli;

import dev.copra.model.ModelSpec;
import dev.copra.model.Session;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Which model to use, and how, as options. */
final class OnnxOptions {
    @Option(names = "--model", paramLabel = "FILE", description = "The ONNX model; of a promptable one the decoder.")
    Path model;

    @Option(
            names = "--encoder",
            paramLabel = "FILE",
            description = "The image encoder that goes with a promptable model's decoder.")
    private Path encoder;

    @Option(
            names = "--embeddings",
            paramLabel = "DIR",
            description = "Keep what the encoder makes of the images here, so that the next run skips it.")
    private Path embeddings;

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

    /** @param threads how many one run of the model uses */
    ModelSpec spec(int threads) {
        return new ModelSpec(model, encoder, embeddings, new Session.Options(device, threads), settings);
    }
}
