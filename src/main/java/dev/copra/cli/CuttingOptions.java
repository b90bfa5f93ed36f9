package dev.copra.cli;

import picocli.CommandLine.Option;

/** How images are cut, as options. */
final class CuttingOptions {
    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to work with (default: all cores). The result does not depend on it.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--max-pixels",
            paramLabel = "N",
            description = "Refuse images of more pixels (default: ${DEFAULT-VALUE}).")
    long maxPixels = RewriteOptions.MAX_PIXELS;

    void check() {
        if (threads < 1 || maxPixels < 1) {
            throw new CommandException("--threads and --max-pixels are at least 1");
        }
    }
}
