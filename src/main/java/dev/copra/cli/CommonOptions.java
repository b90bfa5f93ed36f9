package dev.copra.cli;

import dev.copra.coco.Messages;
import dev.copra.report.Summary;
import java.util.function.Consumer;
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
        return new Messages(new Told(console), console.remedies(), quiet, failFast);
    }

    /** A class, because a method reference takes longer to link than a short command may run. */
    private record Told(Console console) implements Consumer<String> {
        @Override
        public void accept(String line) {
            console.tell(line);
        }
    }

    /** Prints what was done. */
    void print(Summary summary) {
        console.print(summary, quiet);
    }
}
