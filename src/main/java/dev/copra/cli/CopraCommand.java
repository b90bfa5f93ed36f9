package dev.copra.cli;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.Console;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.console.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code copra} itself: help and version. */
@Command(
        name = "copra",
        description = "Turns COCO bounding boxes into instance masks, and does everything else a COCO file needs.",
        synopsisHeading = "Usage: ",
        customSynopsis = "copra COMMAND INPUT [-o OUTPUT] [options]",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "%nOptions:%n",
        versionProvider = Version.class,
        subcommands = CopraCommand.Help.class)
final class CopraCommand implements Callable<Integer> {
    private final Console console;

    @Spec
    private CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version and the commit it was built from.")
    private boolean version;

    CopraCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        spec.commandLine().usage(console.err());
        return ExitCode.USAGE;
    }

    /** {@code copra help COMMAND}. */
    @Command(name = "help", description = "Show the help of a command.")
    static final class Help implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Parameters(arity = "0..1", paramLabel = "COMMAND", description = "The command.")
        private String command;

        @Override
        public Integer call() {
            CommandLine root = spec.parent().commandLine();
            wanted(root).usage(root.getOut());
            return ExitCode.DONE;
        }

        private CommandLine wanted(CommandLine root) {
            if (command == null) {
                return root;
            }
            if (Commands.isCommand(command)) {
                CopraCommand copra = (CopraCommand) spec.parent().userObject();
                return Commands.one(command, copra.console);
            }
            if (command.equals(spec.name())) {
                return spec.commandLine();
            }
            throw new CommandException("there is no command '" + command + "'; 'copra help' lists them");
        }
    }
}
