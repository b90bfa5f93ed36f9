package dev.copra.cli;

import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but the answer and errors.")
    boolean quiet;

    @Option(names = "--fail-fast", description = "Stop at the first bad record.")
    boolean failFast;

    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;
}
