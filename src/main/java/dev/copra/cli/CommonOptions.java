package dev.copra.cli;

import dev.copra.coco.Messages;
import dev.copra.report.Summary;
import picocli.CommandLine.Option;

/** Options that every command has, and the streams that they are about. */
final class CommonOptions {
    final Console console;

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

    CommonOptions(Console console) {
        this.console = console;
    }

    /** What the command tells. */
    Messages messages() {
        return new Messages(console::tell, Remedies::after, quiet, failFast);
    }

    /** Prints what was done. */
    void print(Summary summary) {
        console.print(summary, quiet);
    }
}
