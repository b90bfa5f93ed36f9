package dev.copra.cli.evaluation;

import dev.copra.cli.option.Within;
import dev.copra.evaluate.analysis.ErrorAnalysis;
import dev.copra.evaluate.analysis.ErrorCollector;
import dev.copra.evaluate.figure.MatchTally;
import dev.copra.report.evaluation.AnalysisReport;
import dev.copra.report.evaluation.EvaluationReport;
import picocli.CommandLine.Option;

/** Why a model fails, as options. */
final class AnalysisOptions {
    private static final int MOST_BINS = 10_000;

    @Option(
            names = "--analysis",
            description = "Tell why AP is no higher: kinds of errors by TIDE, calibration, the score of the best"
                    + " F-beta, optimal LRP; see below.")
    private boolean analysis;

    @Option(
            names = "--beta",
            paramLabel = "B",
            description = "By how much recall outweighs precision in the F-beta of best scores (default:"
                    + " ${DEFAULT-VALUE}).")
    @Within(above = 0)
    private double beta = 1;

    @Option(
            names = "--bins",
            paramLabel = "N",
            description = "For --analysis: into how many bins of scores calibration parts detections (default:"
                    + " ${DEFAULT-VALUE}).")
    @Within(from = 1, to = MOST_BINS)
    private int bins = 10;

    /** Whether the user asked for it. */
    boolean analysis() {
        return analysis;
    }

    double beta() {
        return beta;
    }

    /** Why the figures are no better. @param errors may be null, then there is no answer */
    ErrorAnalysis of(MatchTally tally, ErrorCollector errors) {
        return errors == null ? null : ErrorAnalysis.of(tally, errors, new ErrorAnalysis.Options(beta, bins));
    }

    /** Adds why the figures are no better, if the user asked for it. */
    void answer(EvaluationReport report, ErrorAnalysis why, boolean perCategory) {
        if (analysis) {
            report.addAnalysis(new AnalysisReport(why), perCategory);
        }
    }
}
