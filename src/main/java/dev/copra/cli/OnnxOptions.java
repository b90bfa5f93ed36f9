package dev.copra.cli;

import dev.copra.model.ModelSpec;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which model is asked about boxes, and how, as options. */
final class OnnxOptions {
    @Mixin
    ModelChoice choice;

    @Option(
            names = "--encoder",
            paramLabel = "FILE",
            description = "The image encoder that goes with a promptable model, of which --model is the "
                    + "decoder (default: none).")
    private Path encoder;

    @Option(
            names = "--embeddings",
            paramLabel = "DIR",
            description = "Keep what the encoder makes of the images here, so that the next run skips it.")
    private Path embeddings;

    /** @param threads how many one run of the model uses */
    ModelSpec spec(int threads) {
        return choice.spec(encoder, embeddings, threads);
    }
}
