package dev.copra.cli.option;

import dev.copra.cli.console.Console;
import dev.copra.coco.Messages;
import dev.copra.report.Summary;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** Options that every command has, and the streams that they are about. */
public final class CommonOptions {
    /** The streams. */
    public final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    /** Whether nothing but the answer and errors is printed. */
    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but the answer and errors.")
    public boolean quiet;

    /** Whether the first bad record ends the run. */
    @Option(names = "--fail-fast", description = "Stop at the first bad record.")
    public boolean failFast;

    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;

    /** Options that are not given yet. */
    public CommonOptions(Console console) {
        this.console = console;
    }

    /** What the command tells. */
    public Messages messages() {
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
    public void print(Summary summary) {
        console.print(summary, quiet);
    }
}
