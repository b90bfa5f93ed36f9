package dev.copra.cli;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.Console;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.GivenOptions;
import dev.copra.cli.option.OptionRange;
import dev.copra.cli.option.WrittenPlaces;
import dev.copra.io.Descriptors;
import dev.copra.io.Failures;
import dev.copra.io.Remedy;
import dev.copra.json.JsonException;
import dev.copra.report.Escape;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** The program: finds the subcommand, runs it, turns what goes wrong into one line and an exit code. */
public final class Main {
    private final Console console;
    private ProjectConfig config;

    private Main(Console console) {
        this.console = console;
    }

    /** Runs a command and ends the process with its {@link ExitCode}. */
    public static void main(String[] args) {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = Descriptors.standardOutput();
        PrintStream err = new PrintStream(Descriptors.standardError(), true, StandardCharsets.UTF_8);
        int code;
        try {
            code = run(out, err, in, args);
        } catch (LinkageError e) {
            // what failures are told by may be missing, too
            err.println(
                    "copra: " + e.toString().replace('\n', ' ')
                            + ": a class cannot be loaded; a jar may be damaged or just being written, or too many files are open");
            code = ExitCode.USAGE;
        }
        // since JDK 21 System.exit starts a logger, which takes longer than many a command
        if (code != ExitCode.DONE) {
            System.exit(code);
        }
    }

    /**
     * Runs a command as a user types it.
     *
     * @return the exit code
     */
    public static int run(OutputStream out, PrintStream err, InputStream in, String... args) {
        Remedies remedies = Commands.isCommand(args) ? new Remedies(args[0]) : new Remedies();
        Console console = new Console(in, out, err, remedies);
        int code = new Main(console).run(args);
        try {
            console.out().flush();
        } catch (IOException e) {
            return code == ExitCode.USAGE ? code : failure(console, e, false);
        }
        return code;
    }

    private int run(String[] args) {
        boolean debug = Arrays.asList(args).contains("--debug");
        try {
            Callable<Integer> plain = Commands.isCommand(args) ? Commands.plain(args, console) : null;
            return plain != null ? plain.call() : parsed(args, debug);
        } catch (Exception | OutOfMemoryError | StackOverflowError e) {
            return failure(console, e, debug);
        }
    }

    /** Runs what picocli makes of the arguments. */
    private int parsed(String[] args, boolean debug) throws IOException {
        return commandLine(args)
                .setExecutionStrategy(parsed -> execute(parsed, debug))
                .setExecutionExceptionHandler((e, commandLine, parsed) -> failure(console, e, debug))
                .setParameterExceptionHandler((e, rest) -> usage(e))
                .execute(Commands.isCommand(args) ? Arrays.copyOfRange(args, 1, args.length) : args);
    }

    /** Runs what was read, after it is known that it can write what it is to write. */
    private int execute(CommandLine.ParseResult parsed, boolean debug) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        CommandLine.Model.CommandSpec spec = parsed.commandSpec();
        OptionRange.check(spec);
        try {
            WrittenPlaces.check(spec.userObject(), new GivenOptions.Parsed(spec));
        } catch (IOException | RuntimeException e) {
            return failure(console, e, debug);
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    /** Only the command that is asked for is built: reflection over all of them costs more than most jobs. */
    private CommandLine commandLine(String[] args) throws IOException {
        CommandLine commandLine;
        if (Commands.isCommand(args)) {
            commandLine = Commands.one(args[0], console);
            config = ProjectConfig.find(commandLine, args);
            if (config != null) {
                commandLine.setDefaultValueProvider(config);
            }
        } else {
            commandLine = Commands.root(console);
        }
        return commandLine
                .setOut(new java.io.PrintWriter(console.out(), true, StandardCharsets.UTF_8))
                .setErr(new java.io.PrintWriter(console.err(), true));
    }

    private int usage(CommandLine.ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        Path source = config == null || e.getArgSpec() == null ? null : config.source(e.getArgSpec());
        console.failures()
                .println(command + ": " + Escape.line(UsageErrors.describe(e))
                        + (source == null ? "" : " (" + source + " may be where it is from)") + "; see '" + command
                        + " --help'");
        return ExitCode.USAGE;
    }

    private static int failure(Console console, Throwable thrown, boolean debug) {
        Throwable e = thrown instanceof UncheckedIOException unchecked ? unchecked.getCause() : thrown;
        if (e instanceof IOException io && Failures.isClosedPipe(io)) {
            return ExitCode.CLOSED_PIPE;
        }
        if (debug) {
            e.printStackTrace(console.failures());
        }
        console.failures().println("copra: " + Escape.line(message(e, console.remedies())));
        return e instanceof dev.copra.coco.Problems.FailFastException ? ExitCode.NO : ExitCode.USAGE;
    }

    private static String message(Throwable e, Function<Remedy, String> remedies) {
        if (e instanceof CommandException || e instanceof JsonException || e instanceof IllegalArgumentException) {
            return firstLine(e.getMessage()) + remedies.apply(Remedy.of(e));
        }
        if (e instanceof OutOfMemoryError) {
            return "out of memory; give the Java machine more with COPRA_JAVA_OPTS=-Xmx8g";
        }
        if (e instanceof IOException io) {
            return Failures.describe(io) + remedies.apply(Remedy.of(io));
        }
        return "this is a bug in Copra (" + e + "); please report it with what --debug prints";
    }

    private static String firstLine(String text) {
        return text == null ? "unknown failure" : text.lines().findFirst().orElse("");
    }
}
