package dev.copra.cli.evaluation;

import dev.copra.cli.console.CommandException;
import dev.copra.cli.console.ExitCode;
import dev.copra.cli.option.CommonOptions;
import dev.copra.cli.option.GivenOptions;
import dev.copra.cli.option.PlotOptions;
import dev.copra.cli.option.Within;
import dev.copra.cli.option.WrittenFile;
import dev.copra.coco.Messages;
import dev.copra.coco.id.Id;
import dev.copra.evaluate.AskedFor;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.ImageSlices;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.ErrorCollector;
import dev.copra.evaluate.analysis.PartialEvaluation;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.match.Confusion;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.protocol.DotaCollector;
import dev.copra.evaluate.protocol.OpenImagesPartial;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import dev.copra.io.Output;
import dev.copra.report.Summary;
import dev.copra.report.evaluation.DotaReport;
import dev.copra.report.evaluation.EvaluationPlots;
import dev.copra.report.evaluation.EvaluationReport;
import dev.copra.report.evaluation.ImageMatchesReport;
import dev.copra.report.evaluation.OpenImagesReport;
import dev.copra.report.evaluation.QuirksReport;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code copra eval}: AP and AR. */
@Command(
        name = "eval",
        description = "Evaluate detections: the figures of pycocotools, to the last digit.",
        addMethodSubcommands = false)
public final class EvalCommand implements Callable<Integer>, GivenOptions.Aware {
    private static final Set<String> DOTA = Set.of("--dota", "--angle", "--iou", "--category", "--images", "--csv");

    private GivenOptions given;

    @Parameters(index = "0", paramLabel = "TRUTH", description = "A COCO or LVIS file; .gz too; - is standard input.")
    private String truthFile;

    @Parameters(
            index = "1",
            paramLabel = "RESULTS",
            description =
                    "A list of image_id, category_id, score and bbox, segmentation or keypoints; .gz too; -. For semantic"
                            + " also a folder of PNG files.")
    private String resultsFile;

    @Mixin
    private RulesOptions rulesOptions;

    @Mixin
    private SelectionOptions selection;

    @Option(names = "--per-category", description = "Print a table of the categories.")
    private boolean perCategory;

    @Option(
            names = "--slices",
            paramLabel = "FILE",
            description = "Evaluate groups of images apart: a JSON object of lists of image ids.")
    private String slices;

    @Option(names = "--csv", paramLabel = "FILE", description = "Write all figures, one row a category and slice.")
    private WrittenFile csv;

    @Mixin
    private CurvesOption curves;

    @Option(
            names = "--confusion",
            paramLabel = "FILE",
            description =
                    "Write how often each category was taken for which, at the first IoU threshold, as CSV: a row a"
                            + " truth's category, a column a detection's, the last of each for none. JSON if FILE ends in .json: the counts that are not 0.")
    private WrittenFile confusion;

    @Option(
            names = "--confusion-score",
            paramLabel = "S",
            description =
                    "Detections with a lower score, as in RESULTS, take no part in --confusion " + "(default: all do).")
    private double confusionScore = Double.NEGATIVE_INFINITY;

    @Option(
            names = "--per-image",
            paramLabel = "FILE",
            description =
                    "Write TP, FP, FN and AP of every image, and what every truth and detection is matched with, at"
                            + " the first IoU threshold: CSV if FILE ends in .csv, else JSON, see below (default: nothing).")
    private WrittenFile perImage;

    @Mixin
    private ApGate gate;

    @Mixin
    private PanopticOptions panopticOptions;

    @Mixin
    private SemanticOptions semanticOptions;

    @Mixin
    private AnalysisOptions analysisOptions;

    @Mixin
    private SuspectOptions suspectOptions;

    @Mixin
    private OpenImagesOptions openImagesOptions;

    @Mixin
    private PlotOptions plots;

    @Option(
            names = "--partial",
            paramLabel = "FILE",
            description =
                    "Also write what was counted, for 'copra aggregate' to put together with other parts; .gz packs.")
    private WrittenFile partial;

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

    private final Map<String, MatchTally> sliceTallies = new LinkedHashMap<>();

    @Override
    public void given(GivenOptions options) {
        given = options;
    }

    @Override
    public Integer call() throws IOException {
        if (rulesOptions.type == RulesOptions.Type.PANOPTIC) {
            OnlyOptions.check(given, "--type panoptic", PanopticOptions.ALLOWED);
            return panopticOptions.evaluate(
                    common.console, truthFile, resultsFile, rulesOptions.boundaryRatio, perCategory, json);
        }
        if (rulesOptions.type == RulesOptions.Type.SEMANTIC) {
            OnlyOptions.check(given, "--type semantic", SemanticOptions.ALLOWED);
            return semanticOptions.evaluate(
                    common.console,
                    truthFile,
                    resultsFile,
                    panopticOptions.truthMasks(),
                    csv,
                    partial,
                    perCategory,
                    json,
                    common.messages());
        }
        panopticOptions.checkUnused();
        semanticOptions.checkUnused();
        if (rulesOptions.dota) {
            OnlyOptions.check(given, "--dota", DOTA);
        }
        if (rulesOptions.openImages) {
            OnlyOptions.check(given, "--openimages", OpenImagesOptions.ALLOWED);
            openImagesOptions.check();
        } else {
            openImagesOptions.checkUnused();
        }
        Rules rules = rulesOptions.rules();
        if (confusion != null && !rules.useCategories()) {
            throw new CommandException("--confusion does not go with --no-categories");
        }
        Messages messages = common.messages();
        Input truth = suspectOptions.again(common.console.input(truthFile));
        Input results = suspectOptions.again(common.console.input(resultsFile));
        EvaluationFiles files = EvaluationFiles.read(
                truth,
                results,
                rules.kind(),
                rulesOptions.turnedBoxes(),
                rulesOptions.protocol(),
                !rules.useCategories(),
                threads,
                messages);
        openImagesOptions.expand(files);
        AskedFor asked = new AskedFor(truthFile, files.truth(), messages);
        Predicate<Id> onlyImages = selection.images(asked);
        Predicate<Id> onlyCategories = selection.categories(asked);
        Evaluation evaluation = files.evaluation(rules, onlyImages, onlyCategories, threads);
        files.summarize();
        if (rulesOptions.dota) {
            DotaReport report =
                    new DotaReport(DotaCollector.of(evaluation, evaluation.categories(), rules.iouThresholds()[0]));
            return answer(report.summary(perCategory), report::writeCsv, files, asked);
        }
        if (rulesOptions.openImages) {
            OpenImagesPartial counted = openImagesOptions.evaluate(evaluation, rules, files, truthFile, messages);
            if (partial != null) {
                partial.write(common.console, counted::write);
            }
            OpenImagesReport report = new OpenImagesReport(counted.scores());
            int code = answer(report.summary(perCategory), report::writeCsv, files, asked);
            return gate.lets("mAP", report.scores().map(), messages) ? code : ExitCode.NO;
        }
        boolean counts = analyses() || suspectOptions.needsTally() || partial != null;
        MatchTally tally = counts ? evaluation.tally() : null;
        Curves outcome = tally == null ? evaluation.run() : tally.outcome(threads);
        EvaluationReport report = new EvaluationReport(rules, outcome);
        if (slices != null) {
            for (Map.Entry<String, List<Id>> slice : ImageSlices.read(slices).entrySet()) {
                asked.checkSlice(slices + ": " + slice.getKey(), slice.getValue());
                addSlice(report, evaluation, slice.getKey(), slice.getValue());
            }
        }
        if (rulesOptions.crowdPose) {
            files.truth().byCrowding().forEach((name, ids) -> addSlice(report, evaluation, name, ids));
        }
        if (!rules.corrected() && QuirksReport.matters(report, evaluation)) {
            Evaluation corrected =
                    files.silent().evaluation(rules.corrected(true), onlyImages, onlyCategories, threads);
            QuirksReport.add(report, evaluation, corrected, truthFile, messages);
        }
        ErrorCollector errors = analyses() ? ErrorCollector.of(evaluation) : null;
        ErrorAnalysis why = analysisOptions.of(tally, errors);
        analysisOptions.answer(report, why, perCategory);
        suspectOptions.write(report, evaluation, tally, analysisOptions.beta(), truth, results, common.console);
        if (partial != null) {
            partial.write(common.console, new PartialEvaluation(tally, errors, sliceTallies)::write);
        }
        write(report, evaluation, tally);
        if (plots.wanted()) {
            EvaluationPlots.Source source = new EvaluationPlots.Source(PlotOptions.about(resultsFile), tally, outcome);
            plots.write(EvaluationPlots.of(
                    source, perCategory, why, evaluation::confusion, confusionScore, analysisOptions.beta()));
        }
        report.summary().add("rejected_truths", files.rejectedTruths().counts());
        report.summary().add("rejected_results", files.rejectedResults().counts());
        common.console.print(json ? report.toJson() : report.toText(perCategory));
        boolean passed = gate.lets(report, messages);
        return !passed || files.incomplete() || asked.unknown() > 0 ? ExitCode.NO : ExitCode.DONE;
    }

    private void addSlice(EvaluationReport report, Evaluation evaluation, String name, List<Id> images) {
        if (partial == null) {
            report.addSlice(name, evaluation.run(images));
        } else {
            MatchTally tally = evaluation.tally(images);
            sliceTallies.put(name, tally);
            report.addSlice(name, tally.outcome(threads));
        }
    }

    private boolean analyses() {
        return analysisOptions.analysis() || plots.wanted();
    }

    private void write(EvaluationReport report, Evaluation evaluation, MatchTally tally) throws IOException {
        if (csv != null) {
            csv.write(common.console, report::writeCsv);
        }
        curves.write(report, tally == null ? evaluation::scoreCurves : tally::scoreCurves, common.console);
        if (perImage != null) {
            ImageMatchesReport byImage = new ImageMatchesReport(evaluation.imageMatches());
            perImage.write(common.console, out -> byImage.write(perImage.name(), out));
        }
        if (confusion != null) {
            Confusion counts = evaluation.confusion(confusionScore);
            confusion.write(common.console, out -> EvaluationReport.writeConfusion(confusion.name(), out, counts));
        }
    }

    /** Answers with the figures of rules that are not COCO's. */
    private int answer(Summary summary, Output.Content table, EvaluationFiles files, AskedFor asked)
            throws IOException {
        if (csv != null) {
            csv.write(common.console, table);
        }
        summary.add("rejected_truths", files.rejectedTruths().counts());
        summary.add("rejected_results", files.rejectedResults().counts());
        common.console.answer(summary, json);
        return files.incomplete() || asked.unknown() > 0 ? ExitCode.NO : ExitCode.DONE;
    }
}
