package dev.copra.spark;

import dev.copra.cli.option.Within;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Option;

/** Options that every command has on Spark. */
final class JobOptions {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this text.")
    private boolean help;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but the answer and errors.")
    boolean quiet;

    @Option(names = "--debug", description = "Show where an error comes from.")
    private boolean debug;

    @Option(
            names = "--tasks",
            paramLabel = "N",
            description = "How many tasks the images are divided among (default: by how many boxes there are).")
    @Within(from = 1)
    private int tasks;

    /** The number of tasks. @param records that one task is good for */
    int tasks(SparkSession session, long count, long records) {
        long least = session.sparkContext().defaultParallelism();
        return tasks > 0 ? tasks : (int) Math.min(Math.max(least, count / records + 1), 20_000);
    }

    /** Spark as spark-submit has set it up. */
    static SparkSession session(String command) {
        return SparkSession.builder().appName("copra " + command).getOrCreate();
    }
}
