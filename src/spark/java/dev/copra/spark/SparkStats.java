package dev.copra.spark;

import dev.copra.cli.Remedies;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.ListOption;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.Section;
import dev.copra.dataset.select.CategoryChoice;
import dev.copra.report.Summary;
import dev.copra.report.stats.StatsReport;
import dev.copra.stats.DatasetCollector;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra stats} on Spark: each task measures its images, and what it has is merged. */
@Command(name = "stats", description = "Measure a data set by many machines: the figures of 'copra stats'.")
final class SparkStats implements Callable<Integer> {
    private static final int RECORDS_OF_TASK = 100_000;

    @Parameters(
            paramLabel = "INPUT",
            description = "A COCO file, .gz too; JSON lines (.jsonl, .ndjson) or Parquet (.parquet).")
    private String input;

    @Option(names = "--category", paramLabel = "LIST", description = "Only annotations of these categories.")
    private List<String> categories;

    @Option(names = "--all", description = "List all categories and pairs of them.")
    private boolean all;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "A folder that all machines reach, for what is kept until the end (default: beside INPUT).")
    private String work;

    @Mixin
    private JobOptions job;

    @Override
    public Integer call() throws IOException {
        try (SparkSession session = JobOptions.session("stats")) {
            return run(session);
        }
    }

    private int run(SparkSession session) throws IOException {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        Configuration configuration = spark.hadoopConfiguration();
        Messages messages = Main.messages(job.quiet);
        Path folder = Store.ownFolder(work != null ? work + "/stats" : input, configuration);
        try {
            return measure(session, folder, messages.problems(input));
        } finally {
            Store.remove(folder, configuration);
        }
    }

    private int measure(SparkSession session, Path folder, Problems problems) throws IOException {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        Records.Format format = Records.Format.of(input);
        Records.Read read = format == Records.Format.COCO
                ? Records.document(
                        spark,
                        Store.input(input, spark.hadoopConfiguration()),
                        EnumSet.of(Section.IMAGES, Section.ANNOTATIONS),
                        RecordKey.Kind.ANNOTATION,
                        new Path(folder, "records"),
                        problems)
                : Records.rows(session, input, format, RecordKey.Kind.ANNOTATION);
        Map<String, Long> rejected = new TreeMap<>(problems.counts());
        // the categories once, as each of their records counts
        DatasetCollector whole = StatsFunction.collect(new ImageGroup(), read.categories(), rejected);
        JavaRDD<StatsFunction.Part> parts = read.records()
                .byImage(job.tasks(session, read.records().count(), RECORDS_OF_TASK))
                .mapPartitions(new StatsFunction());
        InOrder.take(
                parts,
                all -> all.forEachRemaining(part -> {
                    whole.merge(part.collector().object());
                    part.rejected().forEach((code, count) -> rejected.merge(code, count, Long::sum));
                }));
        rejected.forEach(
                (code, count) -> System.err.println("copra: " + input + ": " + code + ": " + count + " in all"));
        CategoryChoice choice = categories == null ? null : new CategoryChoice(ListOption.expand(categories));
        Summary summary = StatsReport.of(List.of(new StatsReport.Source(input, whole.result(choice), rejected)), all);
        System.out.print(json ? summary.toJson() + "\n" : summary.toText(new Remedies()));
        return rejected.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }
}
