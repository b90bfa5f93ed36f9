package dev.copra.cli.picture;

import dev.copra.cli.option.RewriteOptions;
import dev.copra.cli.option.Within;
import picocli.CommandLine.Option;

/** How images are cut, as options. */
final class CuttingOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to work with (default: all cores). The result does not depend on it.")
    @Within(from = 1)
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    @Within(from = 1)
    long maxPixels = RewriteOptions.MAX_PIXELS;
}
