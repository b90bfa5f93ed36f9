package dev.copra.spark;

import dev.copra.cli.Remedies;
import dev.copra.cli.UsageErrors;
import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.OptionRange;
import dev.copra.coco.Messages;
import dev.copra.io.Failures;
import dev.copra.io.Remedy;
import dev.copra.json.JsonException;
import dev.copra.report.Escape;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;

/** The program that {@code spark-submit} starts. This class knows nothing of Spark, so that it can say where there is none. */
public final class Main {
    /** Apart, because it is linked with Spark. */
    private static final class Jobs {
        private static final Map<String, Supplier<Callable<Integer>>> BY_NAME = Map.of(
                "mask", SparkMask::new,
                "eval", SparkEval::new,
                "stats", SparkStats::new,
                "validate", SparkValidate::new);

        private static CommandLine commandLine(String name) {
            Callable<Integer> job = BY_NAME.get(name).get();
            CommandLine line = new CommandLine(job);
            if (job instanceof SparkMask mask) {
                mask.declare(line.getCommandSpec());
            }
            return line;
        }
    }

    private Main() {}

    /** Runs a command and ends the process with its {@link ExitCode}, unless that is 0. */
    public static void main(String[] args) {
        int code = run(args);
        if (code != ExitCode.DONE) {
            System.exit(code);
        }
    }

    /** Runs a command. @return the exit code */
    static int run(String... args) {
        PrintStream err = System.err;
        try {
            Class.forName("org.apache.spark.sql.SparkSession");
        } catch (ClassNotFoundException e) {
            err.println("copra: this jar runs on Apache Spark, which is not here; start it with spark-submit --class "
                    + Main.class.getName() + " copra-spark.jar");
            return ExitCode.USAGE;
        }
        if (args.length == 0 || !Jobs.BY_NAME.containsKey(args[0])) {
            err.println("copra: on Spark there are the commands "
                    + String.join(", ", Jobs.BY_NAME.keySet().stream().sorted().toList()) + "; see 'mask --help'");
            return ExitCode.USAGE;
        }
        CommandLine line = Jobs.commandLine(args[0]);
        boolean debug = Arrays.asList(args).contains("--debug");
        return line.setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionStrategy(parsed -> {
                    if (!parsed.isUsageHelpRequested()) {
                        OptionRange.check(parsed.commandSpec());
                    }
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((e, rest) -> {
                    err.println("copra: " + Escape.line(UsageErrors.describe(e)) + "; see '" + args[0] + " --help'");
                    return ExitCode.USAGE;
                })
                .setExecutionExceptionHandler((e, parsed, result) -> failure(e, debug, err))
                .execute(Arrays.copyOfRange(args, 1, args.length));
    }

    /** What the driver tells, on standard error. */
    static Messages messages(boolean quiet) {
        return new Messages(line -> System.err.println("copra: " + Escape.line(line)), new Remedies(), quiet, false);
    }

    private static int failure(Exception e, boolean debug, PrintStream err) {
        if (debug) {
            e.printStackTrace(err);
        }
        err.println("copra: " + Escape.line(message(e)));
        return ExitCode.USAGE;
    }

    private static String message(Exception e) {
        Throwable cause = e;
        // what a task has thrown comes wrapped
        while (cause.getCause() != null
                && (cause instanceof UncheckedIOException
                        || cause.getClass().getName().startsWith("org.apache.spark"))) {
            cause = cause.getCause();
        }
        String message = cause instanceof IOException io ? Failures.describe(io) : String.valueOf(cause.getMessage());
        // what a store's server says has its stack behind it
        String line = message.lines().findFirst().orElse("");
        if (cause instanceof CommandException
                || cause instanceof JsonException
                || cause instanceof IllegalArgumentException) {
            return line + Remedies.after(Remedy.of(cause));
        }
        return cause instanceof IOException
                ? line
                : cause.toString().lines().findFirst().orElse("") + "; --debug shows where it comes from";
    }
}
