package dev.copra.report.evaluation;

import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.MeanScoreCurve;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.evaluate.figure.ScoreCurve;
import dev.copra.evaluate.match.Confusion;
import dev.copra.evaluate.rules.Rules;
import dev.copra.plot.Plot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.stream.IntStream;

/** An evaluation as plots. */
public final class EvaluationPlots {
    private EvaluationPlots() {}

    /** What all plots of an evaluation are of. @param about what the titles end with */
    public record Source(String about, MatchTally tally, Curves outcome) {}

    /**
     * The plots by the names of their files, without an ending.
     *
     * @param perCategory whether each category has a plot of its errors
     * @param analysis why the figures are no better, or null if nobody knows
     * @param confusion gives what was taken for what by detections of at least a score, or is null if nobody knows
     * @param leastScore of detections that take part in the confusion; -infinity for that of the best mean F-beta
     * @param beta how much recall outweighs precision
     */
    public static Map<String, Plot> of(
            Source source,
            boolean perCategory,
            ErrorAnalysis analysis,
            DoubleFunction<Confusion> confusion,
            double leastScore,
            double beta) {
        Rules rules = source.tally().rules();
        String about = source.about();
        Map<String, Plot> plots = new LinkedHashMap<>();
        List<ScoreCurve> curves = IntStream.range(0, source.tally().categories().size())
                .mapToObj(source.tally()::scoreCurve)
                .toList();
        new CurvePlots(rules, source.outcome(), curves, about).addTo(plots);
        MeanScoreCurve mean = MeanScoreCurve.of(curves, beta);
        if (mean.best() >= 0) {
            plots.put("by-score", AnalysisPlots.byScore(mean, curves.size() > 1, rules.iouThresholds()[0], about));
        }
        if (analysis != null) {
            AnalysisPlots why = new AnalysisPlots(analysis, about);
            why.addTo(plots);
            why.addCoco(plots, perCategory && rules.useCategories());
        }
        if (confusion != null && rules.useCategories()) {
            double least = leastScore > Double.NEGATIVE_INFINITY || mean.best() < 0 ? leastScore : mean.bestScore();
            addConfusion(plots, confusion.apply(least), least, about);
        }
        return plots;
    }

    private static void addConfusion(Map<String, Plot> plots, Confusion counts, double least, String about) {
        String from = least > Double.NEGATIVE_INFINITY ? String.format(Locale.ROOT, ", scores from %.3f", least) : "";
        ConfusionPlots confusion = new ConfusionPlots(counts, from + about);
        plots.put("confusion", confusion.table());
        Plot pairs = confusion.pairs();
        if (pairs != null) {
            plots.put("confused-pairs", pairs);
        }
    }
}
