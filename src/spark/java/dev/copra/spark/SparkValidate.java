package dev.copra.spark;

import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.Within;
import dev.copra.coco.Messages;
import dev.copra.io.Input;
import dev.copra.report.validation.FailOn;
import dev.copra.report.validation.ValidateRun;
import dev.copra.validate.Validation;
import dev.copra.validate.ValidationOptions;
import dev.copra.validate.finding.Baseline;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code copra validate} on Spark: tasks find what each annotation shows by itself, and the driver, which reads the document, what
 * annotations share with others.
 */
@Command(name = "validate", description = "Validate a document by many machines: the answer of 'copra validate'.")
final class SparkValidate implements Callable<Integer> {
    private static final int ANNOTATIONS_OF_TASK = 20_000;

    @Parameters(paramLabel = "INPUT", description = "A COCO file or a results file, .gz too.")
    private String input;

    @Option(
            names = "--ground-truth",
            paramLabel = "FILE",
            description = "The data set that a results file belongs to: its images and categories.")
    private String groundTruth;

    @Option(
            names = "--for",
            split = ",",
            paramLabel = "CONSUMER",
            description = "Also say what these programs would drop, crash on or misread; all means all of them.")
    private List<String> consumers = new ArrayList<>();

    @Option(
            names = "--fail-on",
            paramLabel = "SEVERITY",
            description = "The least severe finding that makes the exit code 1: error (default), warning or never.")
    private FailOn failOn = FailOn.ERROR;

    @Option(
            names = "--places",
            paramLabel = "N",
            description = "Show the first N places of each code (default: ${DEFAULT-VALUE}).")
    @Within(from = 0)
    private int places = 5;

    @Option(names = "--verbose", description = "Show all places, and all categories of findings about categories.")
    private boolean verbose;

    @Option(names = "--json", description = "Answer in JSON, with all places.")
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
        List<String> names = Validation.consumers(consumers);
        try (SparkSession session = JobOptions.session("validate")) {
            JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
            Configuration configuration = spark.hadoopConfiguration();
            Path folder = Store.ownFolder(work != null ? work + "/validate" : input, configuration);
            StagedExaminer examiner = new StagedExaminer(
                    spark,
                    new Path(folder, "annotations"),
                    names,
                    count -> job.tasks(session, count, ANNOTATIONS_OF_TASK));
            Input truth = groundTruth == null ? null : Store.input(groundTruth, configuration);
            try {
                return run(
                        new ValidationOptions(1, truth, null, null, null, null, names, verbose, examiner),
                        Store.input(input, configuration));
            } finally {
                Store.remove(folder, configuration);
            }
        }
    }

    private int run(ValidationOptions options, Input document) throws IOException {
        Messages messages = Main.messages(job.quiet);
        ValidateRun run = new ValidateRun(
                options,
                code -> true,
                Baseline.NONE,
                null,
                new ValidateRun.Answer(json, verbose, places, job.quiet),
                messages);
        run.check(List.of(document), false, System.out::print);
        if (run.anyUnreadable()) {
            return ExitCode.USAGE;
        }
        return failOn.fails(run.outcomes()) ? ExitCode.NO : ExitCode.DONE;
    }
}
