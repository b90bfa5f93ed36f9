package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.Messages;
import dev.copra.coco.id.Id;
import dev.copra.evaluate.AskedFor;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.compare.Bootstrap;
import dev.copra.evaluate.compare.Comparison;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.match.TruthCounts;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import dev.copra.report.evaluation.ComparisonReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra compare}: several results against the first of them. */
@Command(
        name = "compare",
        description = "Compare the AP and AR of several results, and tell how sure the differences are.",
        addMethodSubcommands = false)
public final class CompareCommand implements Callable<Integer> {
    private static final int MOST_SAMPLES = 1_000_000;

    @Parameters(index = "0", paramLabel = "TRUTH", description = "A COCO or LVIS file; .gz too; - is standard input.")
    private String truthFile;

    @Parameters(
            index = "1..*",
            arity = "1..*",
            paramLabel = "RESULTS",
            description = "Results as for 'copra eval'; all others are compared with the first; .gz too; -.")
    private List<String> resultsFiles;

    @Mixin
    private RulesOptions rulesOptions;

    @Mixin
    private SelectionOptions selection;

    @Option(
            names = "--bootstrap",
            paramLabel = "N",
            description = "How many samples of the images are drawn (default: ${DEFAULT-VALUE}).")
    @Within(from = 1, to = MOST_SAMPLES)
    private int samples = 1000;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "Seed of the random numbers: the same seed draws the same images (default:" + " ${DEFAULT-VALUE}).")
    private long seed = 42;

    @Option(
            names = "--confidence",
            paramLabel = "SHARE",
            description = "Which part of the samples an interval holds, from 0 to 1 (default: ${DEFAULT-VALUE}).")
    @Within(above = 0, below = 1)
    private double confidence = .95;

    @Option(names = "--per-category", description = "Print a table of the categories.")
    private boolean perCategory;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "Write all differences, one row for each of the results, each category and each figure.")
    private WrittenFile csv;

    @Mixin
    private DifferenceGate gate;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads to work with (default: all cores). The result does not depend on it.")
    @Within(from = 1)
    private int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    private CommonOptions common;

    @Override
    public Integer call() throws IOException {
        // not by the arity: picocli then wants the second one right behind the first, without an option between them
        if (resultsFiles.size() < 2) {
            throw new CommandException("RESULTS: two or more are compared, and only '" + resultsFiles.get(0)
                    + "' was given; see 'copra compare --help'");
        }
        Rules rules = rules();
        List<Metric> metrics = Metric.of(rules);
        gate.check(metrics);
        Messages messages = common.messages();
        List<Input> inputs = new ArrayList<>();
        Input truth = common.console.input(truthFile);
        for (String file : resultsFiles) {
            inputs.add(common.console.input(file));
        }
        List<EvaluationFiles> all = EvaluationFiles.read(
                truth,
                inputs,
                rules.kind(),
                rulesOptions.turnedBoxes(),
                rulesOptions.protocol(),
                !rules.useCategories(),
                threads,
                messages);
        AskedFor asked = new AskedFor(truthFile, all.get(0).truth(), messages);
        Predicate<Id> onlyImages = selection.images(asked);
        Predicate<Id> onlyCategories = selection.categories(asked);
        List<MatchTally> tallies = new ArrayList<>();
        List<TruthCounts> truths = null;
        boolean incomplete = false;
        for (EvaluationFiles files : all) {
            Evaluation evaluation = files.evaluation(rules, onlyImages, onlyCategories, threads);
            files.summarize();
            tallies.add(evaluation.tally());
            truths = truths == null ? evaluation.truthCounts() : truths;
            incomplete |= files.incomplete();
        }
        Comparison comparison =
                Bootstrap.compare(tallies, truths, new Comparison.Options(samples, seed, confidence), threads);
        ComparisonReport report = new ComparisonReport(comparison, resultsFiles);
        if (csv != null) {
            csv.write(common.console, report::writeCsv);
        }
        common.console.answer(report.summary(perCategory), json);
        boolean passed = gate.lets(comparison, resultsFiles, messages);
        return !passed || incomplete || asked.unknown() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private Rules rules() throws IOException {
        if (rulesOptions.dota
                || rulesOptions.openImages
                || rulesOptions.type == RulesOptions.Type.PANOPTIC
                || rulesOptions.type == RulesOptions.Type.SEMANTIC) {
            throw new CommandException(
                    "compare is for AP and AR: --type bbox, segm, keypoints, boundary or obb, without --dota or --openimages");
        }
        return rulesOptions.rules();
    }
}
