package dev.copra.report.page;

import dev.copra.coco.id.Id;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.compare.Difference;
import dev.copra.evaluate.figure.Curves;
import dev.copra.evaluate.figure.Metric;
import dev.copra.evaluate.rules.Rules;
import dev.copra.plot.Plot;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A results file that was evaluated.
 *
 * @param name what the page calls it
 * @param analysis why it is no better
 * @param plots by the names of {@link dev.copra.report.evaluation.EvaluationPlots}
 * @param differences of all figures from those of the baseline; empty if there is none
 */
public record Evaluated(
        String name,
        Rules rules,
        Curves outcome,
        ErrorAnalysis analysis,
        Map<String, Plot> plots,
        List<Difference> differences) {
    double of(Metric metric) {
        return metric.of(outcome, outcome.all());
    }

    double ap() {
        return of(Metric.of(rules).get(0));
    }

    /** A figure of each category, by its id. @param metric its place in {@link Metric#of} */
    Map<Id, Double> byCategory(int metric) {
        Metric one = Metric.of(rules).get(metric);
        Map<Id, Double> figures = new HashMap<>();
        for (int k = 0; k < outcome.categories().size(); k++) {
            figures.put(outcome.categories().get(k).id(), one.of(outcome, new int[] {k}));
        }
        return figures;
    }

    Map<Id, ErrorAnalysis.OfCategory> analysisByCategory() {
        Map<Id, ErrorAnalysis.OfCategory> all = new HashMap<>();
        List<ErrorAnalysis.OfCategory> categories = analysis.categories();
        categories.forEach(of -> all.put(of.category().id(), of));
        return all;
    }
}
