package dev.copra.gallery;

import dev.copra.coco.CocoRecord;
import dev.copra.coco.Messages;
import dev.copra.dataset.CocoIndex;
import dev.copra.evaluate.EvaluationFiles;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.ErrorCollector;
import dev.copra.evaluate.compare.Bootstrap;
import dev.copra.evaluate.compare.Comparison;
import dev.copra.evaluate.compare.Difference;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.match.Evaluation;
import dev.copra.evaluate.match.ImageMatches;
import dev.copra.evaluate.match.TruthCounts;
import dev.copra.evaluate.read.TurnedBoxes;
import dev.copra.evaluate.rules.Kind;
import dev.copra.evaluate.rules.Protocol;
import dev.copra.evaluate.rules.Rules;
import dev.copra.io.Input;
import dev.copra.plot.Plot;
import dev.copra.report.evaluation.EvaluationPlots;
import dev.copra.report.page.Evaluated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What is to be said of results.
 *
 * @param evaluated in the order of the files
 * @param baseline what they are compared with, or null
 * @param incomplete whether records were left out
 */
record ResultsExamination(List<Evaluated> evaluated, Evaluated baseline, GalleryMatches matches, boolean incomplete) {
    private static final Comparison.Options SAMPLES = new Comparison.Options(500, 42, .95);

    /** Evaluates all results, and the baseline, if there are any. */
    static ResultsExamination of(GalleryRequest request, GalleryFiles files, Messages messages) throws IOException {
        if (request.results().isEmpty()) {
            return new ResultsExamination(List.of(), null, GalleryMatches.NONE, false);
        }
        Kind kind = request.kind() == null ? kind(files.layers().get(1)) : request.kind();
        Rules rules = Rules.coco(kind);
        List<Input> inputs = new ArrayList<>();
        if (request.baseline() != null) {
            inputs.add(request.baseline());
        }
        inputs.addAll(request.results());
        List<EvaluationFiles> all = EvaluationFiles.read(
                request.main(), inputs, kind, TurnedBoxes.USUAL, Protocol.COCO, false, request.threads(), messages);
        List<Evaluation> evaluations = new ArrayList<>();
        List<MatchTally> tallies = new ArrayList<>();
        List<TruthCounts> truths = null;
        boolean incomplete = false;
        for (EvaluationFiles one : all) {
            Evaluation evaluation = one.evaluation(rules, null, null, request.threads());
            one.summarize();
            evaluations.add(evaluation);
            tallies.add(evaluation.tally());
            truths = evaluation.truthCounts();
            incomplete |= one.incomplete();
        }
        Evaluated baseline = null;
        List<List<Difference>> differences = List.of();
        if (request.baseline() != null) {
            differences = Bootstrap.compare(tallies, truths, SAMPLES, request.threads()).others().stream()
                    .map(Comparison.Other::all)
                    .toList();
            String name = GalleryFiles.shortName(request.baseline().name());
            Curves outcome = tallies.remove(0).outcome(request.threads());
            baseline = new Evaluated(name, rules, outcome, null, Map.of(), List.of());
            evaluations.remove(0);
        }
        List<Evaluated> evaluated = new ArrayList<>();
        List<List<ImageMatches>> matches = new ArrayList<>();
        for (int i = 0; i < evaluations.size(); i++) {
            evaluated.add(evaluated(
                    files.layerNames().get(i + 1),
                    evaluations.get(i),
                    tallies.get(i),
                    differences.isEmpty() ? List.of() : differences.get(i),
                    request.threads()));
            matches.add(evaluations.get(i).imageMatches());
        }
        return new ResultsExamination(evaluated, baseline, GalleryMatches.of(matches), incomplete);
    }

    /** What the detections have: masks, or else keypoints, or else boxes. */
    private static Kind kind(CocoIndex results) throws IOException {
        for (int i = 0; i < results.imageCount(); i++) {
            for (CocoRecord first : results.annotations(i)) {
                return first.has("segmentation") ? Kind.SEGM : first.has("keypoints") ? Kind.KEYPOINTS : Kind.BBOX;
            }
        }
        return Kind.BBOX;
    }

    private static Evaluated evaluated(
            String name, Evaluation evaluation, MatchTally tally, List<Difference> differences, int threads) {
        Curves outcome = tally.outcome(threads);
        ErrorAnalysis analysis =
                ErrorAnalysis.of(tally, ErrorCollector.of(evaluation), new ErrorAnalysis.Options(1, 10));
        Map<String, Plot> plots = EvaluationPlots.of(
                new EvaluationPlots.Source(name, tally, outcome),
                false,
                analysis,
                evaluation::confusion,
                Double.NEGATIVE_INFINITY,
                1);
        return new Evaluated(name, tally.rules(), outcome, analysis, plots, differences);
    }
}
