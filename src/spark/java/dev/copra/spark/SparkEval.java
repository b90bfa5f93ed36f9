package dev.copra.spark;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.evaluation.RulesOptions;
import dev.copra.coco.Messages;
import dev.copra.coco.Problems;
import dev.copra.coco.Section;
import dev.copra.evaluate.analysis.PartialEvaluation;
import dev.copra.report.evaluation.EvaluationReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code copra eval} on Spark: each task counts what is in its images, and the figures are made of all counts. */
@Command(
        name = "eval",
        description = "Evaluate detections by many machines: the figures of 'copra eval', to the last digit.")
final class SparkEval implements Callable<Integer> {
    /** Truths and detections of a task: some 100 MB of JSON with masks. */
    private static final int RECORDS_OF_TASK = 100_000;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "TRUTH", description = "A COCO or LVIS file; .gz too.")
    private String truth;

    @Parameters(
            index = "1",
            paramLabel = "RESULTS",
            description = "A results file, .gz too; JSON lines (.jsonl, .ndjson) or Parquet (.parquet).")
    private String results;

    @Mixin
    private RulesOptions rules;

    @Option(names = "--per-category", description = "Print a table of the categories.")
    private boolean perCategory;

    @Option(
            names = "--partial",
            paramLabel = "FILE",
            description = "Also write what was counted, for 'copra aggregate'.")
    private String partial;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(
            names = "--work",
            paramLabel = "DIR",
            description = "A folder that all machines reach, for what is kept until the end (default: beside RESULTS).")
    private String work;

    @Mixin
    private JobOptions job;

    RulesOptions rules() {
        return rules;
    }

    @Override
    public Integer call() throws IOException {
        if (rules.type == RulesOptions.Type.PANOPTIC
                || rules.type == RulesOptions.Type.SEMANTIC
                || rules.dota
                || rules.openImages
                || rules.crowdPose) {
            throw new CommandException(
                    "on Spark there is evaluation by COCO's rules and LVIS's alone; use 'copra eval'");
        }
        rules.rules();
        try (SparkSession session = JobOptions.session("eval")) {
            return run(session);
        }
    }

    private int run(SparkSession session) throws IOException {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        Configuration configuration = spark.hadoopConfiguration();
        Messages messages = Main.messages(job.quiet);
        Problems truthProblems = messages.problems(truth);
        Problems resultProblems = messages.problems(results);
        Path folder = Store.ownFolder(work != null ? work + "/eval" : results, configuration);
        try {
            List<EvalFunction.Part> parts = count(session, folder, truthProblems, resultProblems);
            return report(parts, truthProblems, resultProblems, configuration);
        } finally {
            Store.remove(folder, configuration);
        }
    }

    private List<EvalFunction.Part> count(
            SparkSession session, Path folder, Problems truthProblems, Problems resultProblems) throws IOException {
        JavaSparkContext spark = new JavaSparkContext(session.sparkContext());
        Configuration configuration = spark.hadoopConfiguration();
        Records.Read truths = Records.document(
                spark,
                Store.input(truth, configuration),
                EnumSet.of(Section.IMAGES, Section.ANNOTATIONS),
                RecordKey.Kind.ANNOTATION,
                new Path(folder, "truths"),
                truthProblems);
        Records.Format format = Records.Format.of(results);
        Records.Read found = format == Records.Format.COCO
                ? Records.document(
                        spark,
                        Store.input(results, configuration),
                        Set.of(Section.ANNOTATIONS),
                        RecordKey.Kind.RESULT,
                        new Path(folder, "results"),
                        resultProblems)
                : Records.rows(session, results, format, RecordKey.Kind.RESULT);
        Records all = truths.records().with(found.records());
        return all.byImage(job.tasks(session, all.count(), RECORDS_OF_TASK))
                .mapPartitions(new EvalFunction(
                        spec.commandLine().getParseResult().originalArgs(), spark.broadcast(truths.categories())))
                .collect();
    }

    private int report(
            List<EvalFunction.Part> parts, Problems truthProblems, Problems resultProblems, Configuration configuration)
            throws IOException {
        List<PartialEvaluation> partials = new ArrayList<>();
        Map<String, Long> rejectedTruths = new TreeMap<>(truthProblems.counts());
        Map<String, Long> rejectedResults = new TreeMap<>(resultProblems.counts());
        for (EvalFunction.Part part : parts) {
            partials.add(PartialEvaluation.read(ImageGroup.input("a task's part", part.counts())));
            part.rejectedTruths().forEach((code, count) -> rejectedTruths.merge(code, count, Long::sum));
            part.rejectedResults().forEach((code, count) -> rejectedResults.merge(code, count, Long::sum));
        }
        List<String> names = partials.stream().map(part -> "a task's part").toList();
        PartialEvaluation all = PartialEvaluation.merge(partials, names);
        EvaluationReport report = new EvaluationReport(
                all.tally().rules(), all.tally().outcome(Runtime.getRuntime().availableProcessors()));
        report.summary().add("rejected_truths", rejectedTruths);
        report.summary().add("rejected_results", rejectedResults);
        tell(truth, rejectedTruths);
        tell(results, rejectedResults);
        if (partial != null) {
            Store.write(partial, configuration, all::write);
        }
        System.out.print(json ? report.toJson() : report.toText(perCategory));
        return rejectedTruths.isEmpty() && rejectedResults.isEmpty() ? ExitCode.DONE : ExitCode.NO;
    }

    private static void tell(String file, Map<String, Long> rejected) {
        rejected.forEach(
                (code, count) -> System.err.println("copra: " + file + ": " + code + ": " + count + " in all"));
    }
}
